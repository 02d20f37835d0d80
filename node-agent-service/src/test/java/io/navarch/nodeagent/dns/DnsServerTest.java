package io.navarch.nodeagent.dns;

import static io.navarch.nodeagent.dns.FakeNames.endpoint;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.navarch.nodeagent.network.NetworkNamespace;
import io.navarch.nodeagent.testing.Defaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** The DNS as clients see it, over real sockets of the loopback device. */
class DnsServerTest {

  private static final String LOOPBACK = "127.0.0.1";

  private final FakeNames names = new FakeNames();
  private DatagramSocket upstream;
  private DnsServer server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    upstream = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
    port = freePort();
    var properties =
        Defaults.with(
            DnsProperties.class,
            Map.of(
                "port",
                Integer.toString(port),
                "addresses",
                LOOPBACK,
                "forwarders",
                LOOPBACK + ":" + upstream.getLocalPort()));
    var zone =
        new ClusterZone(Zone.of("cluster.local"), names, Duration.ofSeconds(5), List.of(LOOPBACK));
    var forwarder = new Forwarder(Resolvers.of(properties.forwarders()), Duration.ofMillis(300), 2);
    var metrics = new DnsMetrics(new SimpleMeterRegistry(), Clock.systemUTC());
    var responder = new DnsResponder(zone, names, forwarder, metrics, Clock.systemUTC());
    server = DnsServer.open(NetworkNamespace.own(), LOOPBACK, responder, properties);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    upstream.close();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
      return socket.getLocalPort();
    }
  }

  private SimpleResolver resolver() throws IOException {
    var resolver = new SimpleResolver(LOOPBACK);
    resolver.setPort(port);
    resolver.setTimeout(Duration.ofSeconds(5));
    return resolver;
  }

  private Message ask(SimpleResolver resolver, String name, int type) throws IOException {
    return resolver.send(Message.newQuery(Record.newRecord(Zone.name(name), type, DClass.IN)));
  }

  @Test
  void answersByBothTransports() throws IOException {
    names.with("web", "10.96.0.100");

    for (boolean tcp : List.of(false, true)) {
      var resolver = resolver();
      resolver.setTCP(tcp);
      var answer = ask(resolver, "web.default.svc.cluster.local.", Type.A);

      assertThat(answer.getSection(Section.ANSWER))
          .extracting(Record::rdataToString)
          .containsExactly("10.96.0.100");
      assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    }
  }

  @Test
  void denialsCarryTheZonesAuthority() throws IOException {
    names.with("web", "10.96.0.100");

    var unknown = ask(resolver(), "no.default.svc.cluster.local.", Type.A);
    var typeless = ask(resolver(), "web.default.svc.cluster.local.", Type.AAAA);

    assertThat(unknown.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(typeless.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(typeless.getSection(Section.ANSWER)).isEmpty();
    for (var denial : List.of(unknown, typeless)) {
      assertThat(denial.getSection(Section.AUTHORITY))
          .singleElement()
          .matches(record -> record.getType() == Type.SOA && record.getTTL() == 5);
    }
  }

  @Test
  void whatDoesNotFitIsCutAndThenFetchedByTcp() throws IOException {
    var many =
        IntStream.range(0, 100)
            .mapToObj(i -> endpoint("10.244.1." + i, "", true))
            .toArray(Endpoint[]::new);
    names.with("db", "None").endpoints("db", many);

    var cut = resolver();
    cut.setIgnoreTruncation(true);
    cut.setEDNS(-1);
    var small = ask(cut, "db.default.svc.cluster.local.", Type.A);
    assertThat(small.getHeader().getFlag(Flags.TC)).isTrue();

    var whole = ask(resolver(), "db.default.svc.cluster.local.", Type.A);
    assertThat(whole.getSection(Section.ANSWER)).hasSize(100);
  }

  @Test
  void aLargerClientGetsMoreByUdp() throws IOException {
    var some =
        IntStream.range(0, 40)
            .mapToObj(i -> endpoint("10.244.1." + i, "", true))
            .toArray(Endpoint[]::new);
    names.with("db", "None").endpoints("db", some);

    var large = resolver();
    large.setIgnoreTruncation(true);
    large.setEDNS(0, 4096, 0, List.of());
    var answer = ask(large, "db.default.svc.cluster.local.", Type.A);

    assertThat(answer.getHeader().getFlag(Flags.TC)).isFalse();
    assertThat(answer.getSection(Section.ANSWER)).hasSize(40);
    assertThat(answer.getOPT()).isNotNull();
  }

  @Test
  void otherNamesAreForwarded() throws IOException {
    Thread.ofVirtual().start(() -> answerUpstream("192.0.2.7"));

    var answer = ask(resolver(), "www.example.org.", Type.A);

    assertThat(answer.getSection(Section.ANSWER))
        .extracting(Record::rdataToString)
        .containsExactly("192.0.2.7");
  }

  @Test
  void aliasesAreFollowedOutside() throws IOException {
    names.alias("search", "www.example.org");
    Thread.ofVirtual().start(() -> answerUpstream("192.0.2.8"));

    var answer = ask(resolver(), "search.default.svc.cluster.local.", Type.A);

    assertThat(answer.getSection(Section.ANSWER))
        .extracting(Record::rdataToString)
        .containsExactly("www.example.org.", "192.0.2.8");
  }

  @Test
  void silentResolversAreAFailureOfTheServer() throws IOException {
    assertThat(ask(resolver(), "www.example.org.", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);
  }

  @Test
  void nothingIsDeniedBeforeTheClusterIsKnown() throws IOException {
    names.ready = false;

    assertThat(ask(resolver(), "web.default.svc.cluster.local.", Type.A).getRcode())
        .isEqualTo(Rcode.SERVFAIL);
  }

  /** Plays the machine's resolver for one question. */
  private void answerUpstream(String address) {
    try {
      var packet = new DatagramPacket(new byte[4096], 4096);
      upstream.receive(packet);
      var question = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
      var answer = new Message(question.getHeader().getID());
      answer.getHeader().setFlag(Flags.QR);
      answer.addRecord(question.getQuestion(), Section.QUESTION);
      answer.addRecord(
          new ARecord(
              question.getQuestion().getName(), DClass.IN, 60, InetAddress.ofLiteral(address)),
          Section.ANSWER);
      var wire = answer.toWire();
      upstream.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
