package io.navarch.apiserver.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.network.AdvertisedAddress;
import io.navarch.apiserver.network.NetworkProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What {@code ClusterPki} promises. */
class ClusterPkiTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path directory;
  private final List<Object> told = new ArrayList<>();

  @Test
  void keepsEverythingAcrossARestart() {
    var first = pki(START, Map.of());
    var second = pki(START.plus(Duration.ofDays(1)), Map.of());

    assertThat(second.material()).isEqualTo(first.material());
    assertThat(second.serviceAccountKeys().verifying())
        .isEqualTo(first.serviceAccountKeys().verifying());
  }

  @Test
  void lendsItsFilesToNobody() throws IOException {
    pki(START, Map.of());

    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void renewsCertificatesBeforeTheyEndAndTellsOfIt() {
    var first = pki(START, Map.of()).material();
    var later = pki(START.plus(Duration.ofDays(300)), Map.of());

    assertThat(later.material().serving()).isNotEqualTo(first.serving());
    assertThat(later.material().clusterAuthorities()).isEqualTo(first.clusterAuthorities());
    assertThat(later.material().serving().certificate().getNotAfter().toInstant())
        .isAfter(START.plus(Duration.ofDays(600)));
  }

  @Test
  void issuesTheServingCertificateAnewForAnotherAddress() throws Exception {
    pki(START, Map.of());
    var moved = pki(START, Map.of("api-server.pki.addresses", "cluster.example,192.0.2.7"));

    assertThat(moved.material().serving().certificate().getSubjectAlternativeNames())
        .extracting(n -> (Object) n.get(1))
        .contains("cluster.example", "192.0.2.7", "10.96.0.1", "kubernetes.default.svc");
  }

  @Test
  void tellsNothingWhenNothingChanged() {
    pki(START, Map.of()).renew();

    assertThat(told).isEmpty();
  }

  @Test
  void takesGivenFilesInsteadOfItsOwn() {
    var given = pki(START, Map.of());
    var other = directory.resolve("other");
    var taken =
        pki(
            START,
            Map.of(
                "api-server.pki.directory", other.toString(),
                "api-server.pki.client-ca-file", directory.resolve("ca.crt").toString(),
                "api-server.pki.tls-cert-file", directory.resolve("apiserver.crt").toString(),
                "api-server.pki.tls-private-key-file",
                    directory.resolve("apiserver.key").toString(),
                "api-server.pki.service-account-signing-key-file",
                    directory.resolve("sa.key").toString()));

    assertThat(taken.material().serving()).isEqualTo(given.material().serving());
    assertThat(taken.material().clientAuthorities())
        .isEqualTo(given.material().clientAuthorities());
    assertThat(taken.serviceAccountKeys().verifying())
        .isEqualTo(given.serviceAccountKeys().verifying());
    assertThat(taken.client("admin", "admin", "system:masters")).isEmpty();
  }

  private ClusterPki pki(Instant now, Map<String, String> settings) {
    var all = new HashMap<>(Map.of("api-server.pki.directory", directory.toString()));
    all.putAll(settings);
    var binder = new Binder(new MapConfigurationPropertySource(all));
    var network = binder.bindOrCreate("api-server.network", NetworkProperties.class);
    return new ClusterPki(
        binder.bindOrCreate("api-server.pki", PkiProperties.class),
        network,
        new AdvertisedAddress(network),
        Clock.fixed(now, ZoneOffset.UTC),
        told::add);
  }
}
