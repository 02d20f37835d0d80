package io.navarch.nodeagent.proxy;

import static io.navarch.nodeagent.network.TestNetwork.NEIGHBOUR_ADDRESS;
import static io.navarch.nodeagent.network.TestNetwork.NODE_ADDRESS;
import static io.navarch.nodeagent.network.TestNetwork.ask;
import static io.navarch.nodeagent.network.TestNetwork.isSilent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.navarch.nodeagent.network.NetworkNamespace;
import io.navarch.nodeagent.network.TestNetwork;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The law of every proxy backend, proven with connections. Subclasses supply the backend. */
public abstract class ProxyBackendContractTest {

  private static final String VIP = "10.96.0.100";
  private static final String EXTERNAL_IP = "192.0.2.80";
  private static final int NODE_PORT = 30080;

  private TestNetwork network;
  private NetworkNamespace one;
  private NetworkNamespace client;
  private Target targetOne;
  private Target targetTwo;
  private String clientAddress;
  private ProxyBackend backend;

  protected abstract ProxyBackend backend(NetworkNamespace node);

  @BeforeEach
  void build() throws IOException {
    network = TestNetwork.create();
    one = network.addPod("one");
    targetOne = new Target(network.podAddress(), 8080, true);
    network.serve(one, targetOne.ip(), 8080, "one");
    var two = network.addPod("two");
    targetTwo = new Target(network.podAddress(), 9090, true);
    network.serve(two, targetTwo.ip(), 9090, "two");
    client = network.addPod("client");
    clientAddress = network.podAddress();
    network.inNode("sysctl -qw net.ipv4.conf.all.route_localnet=1");
    network.configure("out", "route add %s via %s".formatted(EXTERNAL_IP, NODE_ADDRESS));
    backend = backend(network.node());
  }

  @AfterEach
  void tearDown() throws IOException {
    if (network != null) {
      network.close();
    }
  }

  private static ServiceRule rule(Frontend frontend, Delivery delivery) {
    return new ServiceRule(
        new ServicePortName("default", "web", "http"), frontend, delivery, 0, List.of());
  }

  private static Frontend vip() {
    return new Frontend.Address(VIP, Protocol.TCP, 80);
  }

  private static Frontend nodePort() {
    return new Frontend.NodePort(AddressFamily.IPV4, Protocol.TCP, NODE_PORT);
  }

  private static ProxyRules rules(ServiceRule... rules) {
    return ProxyRules.of(List.of(Arrays.asList(rules)));
  }

  private Delivery internal(Target... targets) {
    return new Delivery.Internal(List.of(targets));
  }

  @Test
  void aPodReachesAnEndpointByTheClusterIpUnderItsOwnAddress() throws IOException {
    backend.apply(rules(rule(vip(), internal(targetOne))));

    assertThat(ask(client, VIP, 80)).isEqualTo("one " + clientAddress);
  }

  @Test
  void connectionsAreSpreadOverAllEndpoints() throws IOException {
    backend.apply(rules(rule(vip(), internal(targetOne, targetTwo))));

    var seen = new TreeSet<String>();
    for (int i = 0; i < 60 && seen.size() < 2; i++) {
      seen.add(ask(client, VIP, 80).split(" ")[0]);
    }

    assertThat(seen).containsExactly("one", "two");
  }

  @Test
  void theNodeItselfReachesTheClusterIp() throws IOException {
    backend.apply(rules(rule(vip(), internal(targetOne))));

    assertThat(ask(network.node(), VIP, 80)).startsWith("one ");
  }

  @Test
  void aPodReachesItselfByItsService() throws IOException {
    backend.apply(rules(rule(vip(), internal(targetOne))));

    assertThat(ask(one, VIP, 80)).isEqualTo("one 10.244.1.1");
  }

  @Test
  void clientsThatAreNotPodsGetTheNodesAddress() throws IOException {
    backend.apply(rules(rule(vip(), internal(targetOne))));

    assertThat(ask(network.outside(), VIP, 80)).isEqualTo("one 10.244.1.1");
  }

  @Test
  void aServiceWithoutEndpointsRefusesAtOnce() throws IOException {
    backend.apply(
        rules(rule(vip(), new Delivery.Refuse()), rule(nodePort(), new Delivery.Refuse())));

    for (var from : List.of(client, network.node())) {
      assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> ask(from, VIP, 80));
    }
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> ask(network.outside(), NODE_ADDRESS, NODE_PORT));
  }

  @Test
  void aForbiddenServiceStaysSilent() throws IOException {
    backend.apply(rules(rule(vip(), new Delivery.Drop())));

    assertThat(isSilent(client, VIP, 80)).isTrue();
  }

  @Test
  void aNodePortAnswersOnEveryAddressOfTheNode() throws IOException {
    backend.apply(rules(rule(nodePort(), new Delivery.External(List.of(targetOne)))));

    assertThat(ask(network.outside(), NODE_ADDRESS, NODE_PORT)).isEqualTo("one 10.244.1.1");
    assertThat(ask(network.node(), NODE_ADDRESS, NODE_PORT)).startsWith("one ");
    assertThat(ask(network.node(), "127.0.0.1", NODE_PORT)).startsWith("one ");
    assertThat(ask(client, NODE_ADDRESS, NODE_PORT)).startsWith("one ");
  }

  @Test
  void localTrafficPolicyKeepsTheClientsAddress() throws IOException {
    backend.apply(
        rules(
            rule(
                nodePort(),
                new Delivery.ExternalLocal(List.of(targetOne), List.of(targetOne, targetTwo)))));

    for (int i = 0; i < 8; i++) {
      assertThat(ask(network.outside(), NODE_ADDRESS, NODE_PORT))
          .isEqualTo("one " + NEIGHBOUR_ADDRESS);
    }
  }

  @Test
  void localTrafficPolicyWithoutLocalEndpointsDropsOutsidersOnly() throws IOException {
    var delivery = new Delivery.ExternalLocal(List.of(), List.of(targetTwo));
    backend.apply(rules(rule(nodePort(), delivery)));

    assertThat(isSilent(network.outside(), NODE_ADDRESS, NODE_PORT)).isTrue();
    assertThat(ask(client, NODE_ADDRESS, NODE_PORT)).startsWith("two ");
    assertThat(ask(network.node(), NODE_ADDRESS, NODE_PORT)).startsWith("two ");
  }

  @Test
  void onlyClientsOfTheSourceRangesReachALoadBalancer() throws IOException {
    var address = new Frontend.Address(EXTERNAL_IP, Protocol.TCP, 80);
    var open = rule(address, new Delivery.External(List.of(targetOne)));

    backend.apply(rules(open.toBuilder().sourceRanges(List.of("10.200.77.0/24")).build()));
    assertThat(ask(network.outside(), EXTERNAL_IP, 80)).startsWith("one ");

    backend.apply(
        rules(open.toBuilder().sourceRanges(List.of("10.9.0.0/16", "10.9.1.0/24")).build()));
    assertThat(isSilent(network.outside(), EXTERNAL_IP, 80)).isTrue();
  }

  @Test
  void aClientKeepsItsEndpointWhileAffinityLasts() throws IOException {
    var sticky =
        rule(vip(), internal(targetOne, targetTwo)).toBuilder().affinitySeconds(60).build();
    backend.apply(rules(sticky));

    var first = ask(client, VIP, 80);
    for (int i = 0; i < 20; i++) {
      assertThat(ask(client, VIP, 80)).isEqualTo(first);
    }

    var other = first.startsWith("one ") ? targetTwo : targetOne;
    backend.apply(rules(sticky.toBuilder().delivery(internal(other)).build()));
    assertThat(ask(client, VIP, 80)).isNotEqualTo(first);
  }

  @Test
  void aChangeReplacesWhatWasThereBefore() throws IOException {
    backend.apply(rules(rule(vip(), internal(targetOne)), rule(nodePort(), internal(targetOne))));
    backend.apply(rules(rule(vip(), internal(targetTwo))));

    assertThat(ask(client, VIP, 80)).startsWith("two ");
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> ask(network.outside(), NODE_ADDRESS, NODE_PORT));

    backend.apply(rules(rule(vip(), new Delivery.Refuse())));
    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> ask(client, VIP, 80));

    backend.apply(rules(rule(vip(), internal(targetOne, targetTwo))));
    assertThat(ask(client, VIP, 80)).containsAnyOf("one ", "two ");
  }

  @Test
  void anotherProcessReplacesWhatIsLeft() throws IOException {
    backend.apply(rules(rule(vip(), internal(targetOne))));

    var successor = backend(network.node());
    successor.apply(rules(rule(vip(), internal(targetTwo))));

    assertThat(ask(client, VIP, 80)).startsWith("two ");
  }

  @Test
  void flushedRulesAreNoticedAndComeBack() throws IOException {
    var wanted = rules(rule(vip(), internal(targetOne)));
    backend.apply(wanted);
    assertThat(backend.isInForce()).isTrue();

    network.inNode("nft flush ruleset");
    assertThat(backend.isInForce()).isFalse();

    backend.apply(wanted);
    assertThat(ask(client, VIP, 80)).startsWith("one ");
  }

  @Test
  void removalLeavesNothing() throws IOException {
    backend.apply(rules(rule(vip(), internal(targetOne))));
    backend.remove();
    backend.remove();

    var left = network.inNode("nft list ruleset");
    assertThat(left).doesNotContain(VIP).doesNotContain("navarch");
  }
}
