package io.navarch.apiserver.bootstrap;

import io.navarch.apiserver.network.AdvertisedAddress;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.schema.GroupResource;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** By a Lease that it renews every server tells the others that it lives, and where. */
@Component
@RequiredArgsConstructor
final class ServerIdentity {

  private static final GroupResource LEASES = new GroupResource("coordination.k8s.io", "leases");
  private static final String IDENTITY = "apiserver.kubernetes.io/identity";
  private static final String ADDRESS = "kubernetes.io/peer-advertise-address";
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final DateTimeFormatter MICRO_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final ClusterWriter writer;
  private final ObjectReader objects;
  private final AdvertisedAddress address;
  private final Clock clock;
  private final String holder = UUID.randomUUID().toString();

  /** Renews this server's Lease. */
  void renew(int port) {
    var lease = ServerObjects.object("coordination.k8s.io/v1", "Lease", "kube-system", name(port));
    var metadata = (ObjectNode) lease.path("metadata");
    metadata
        .putObject("labels")
        .put(IDENTITY, "kube-apiserver")
        .put("kubernetes.io/hostname", hostName());
    metadata.putObject("annotations").put(ADDRESS, address.value() + ":" + port);
    lease
        .putObject("spec")
        .put("holderIdentity", name(port) + "_" + holder)
        .put("leaseDurationSeconds", LIFE.toSeconds())
        .put("renewTime", MICRO_TIME.format(clock.instant()));
    writer.ensure(LEASES, lease, (present, wanted) -> Merges.fields(present, wanted, "spec"));
  }

  /** The addresses of all servers that have renewed of late; always with this one's. */
  List<String> livingServers() {
    var others =
        objects.list(LEASES, "kube-system").stream()
            .filter(l -> l.path("metadata").path("labels").path(IDENTITY).isString())
            .filter(this::isAlive)
            .map(l -> l.path("metadata").path("annotations").path(ADDRESS).asString(""))
            .filter(a -> a.contains(":"))
            .map(a -> a.substring(0, a.lastIndexOf(':')));
    return Stream.concat(Stream.of(address.value()), others).distinct().sorted().toList();
  }

  private boolean isAlive(JsonNode lease) {
    var renewed = lease.path("spec").path("renewTime").asString("");
    return !renewed.isEmpty() && Instant.parse(renewed).plus(SILENCE).isAfter(clock.instant());
  }

  /** The same after a restart on the same host and port, so that no Lease is left behind. */
  private String name(int port) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest((hostName() + ":" + port).getBytes(StandardCharsets.UTF_8));
      var base36 = new BigInteger(1, digest).toString(36);
      return "apiserver-" + base36.substring(0, 26);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // a machine that does not know its own name
    }
  }
}
