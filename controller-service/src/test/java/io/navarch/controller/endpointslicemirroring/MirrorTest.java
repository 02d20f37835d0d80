package io.navarch.controller.endpointslicemirroring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointAddressBuilder;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.navarch.controller.endpointslice.EndpointPort;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Endpoints written by hand look the same in slices. */
class MirrorTest {

  private static final EndpointPort PORT = new EndpointPort("http", 80, "TCP", null);

  private static EndpointAddress address(String ip) {
    return new EndpointAddressBuilder().withIp(ip).build();
  }

  private static Endpoints endpoints(List<EndpointAddress> ready, List<EndpointAddress> notReady) {
    return new EndpointsBuilder()
        .withNewMetadata()
        .withNamespace("default")
        .withName("web")
        .withUid("1")
        .endMetadata()
        .addNewSubset()
        .withAddresses(ready)
        .withNotReadyAddresses(notReady)
        .addNewPort()
        .withName("http")
        .withPort(80)
        .withProtocol("TCP")
        .endPort()
        .endSubset()
        .build();
  }

  private static List<EndpointAddress> addresses(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> address("10.1.%d.%d".formatted(i / 250, i % 250)))
        .toList();
  }

  @Test
  void familiesAreKeptApart() {
    var mirror = Mirror.of(endpoints(List.of(address("10.0.0.1"), address("fd00::1")), List.of()));

    assertThat(mirror.endpoints())
        .containsOnlyKeys(
            new Mirror.Group("IPv4", List.of(PORT)), new Mirror.Group("IPv6", List.of(PORT)));
  }

  @Test
  void readinessIsThatOfTheList() {
    var mirror = Mirror.of(endpoints(List.of(address("10.0.0.1")), List.of(address("10.0.0.2"))));

    assertThat(mirror.endpoints().get(new Mirror.Group("IPv4", List.of(PORT))))
        .extracting(Endpoint::getAddresses, endpoint -> endpoint.getConditions().getReady())
        .containsExactly(tuple(List.of("10.0.0.1"), true), tuple(List.of("10.0.0.2"), false));
  }

  @Test
  void whatIsNoAddressIsCountedAndLeftOut() {
    var mirror = Mirror.of(endpoints(List.of(address("web.example")), List.of()));

    assertThat(mirror.endpoints()).isEmpty();
    assertThat(mirror.invalid()).isEqualTo(1);
  }

  @Test
  void oneThousandAddressesOfASubsetAreTheMost() {
    var mirror =
        Mirror.of(
            endpoints(
                addresses(999), List.of(address("a"), address("10.9.0.1"), address("10.9.0.2"))));

    assertThat(mirror.endpoints().values()).extracting(List::size).containsExactly(1000);
    assertThat(mirror.skipped()).isEqualTo(1);
  }

  @Test
  void slicesTakeOverLabelsAndAnnotations() {
    var plain = endpoints(List.of(), List.of());
    var endpoints =
        new EndpointsBuilder(plain)
            .editMetadata()
            .withLabels(Map.of("app", "web"))
            .withAnnotations(
                Map.of("note", "x", "kubectl.kubernetes.io/last-applied-configuration", "{}"))
            .endMetadata()
            .build();

    var metadata = MirrorMetadata.created(endpoints);

    assertThat(metadata.getLabels())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "app",
                "web",
                "kubernetes.io/service-name",
                "web",
                "endpointslice.kubernetes.io/managed-by",
                "endpointslicemirroring-controller.k8s.io"));
    assertThat(metadata.getAnnotations()).isEqualTo(Map.of("note", "x"));
    assertThat(metadata.getOwnerReferences())
        .singleElement()
        .satisfies(owner -> assertThat(owner.getKind()).isEqualTo("Endpoints"));
  }

  @Test
  void thoseThatSayNoAreNotMirrored() {
    var labelled =
        new EndpointsBuilder(endpoints(List.of(), List.of()))
            .editMetadata()
            .addToLabels("endpointslice.kubernetes.io/skip-mirror", "true")
            .endMetadata()
            .build();

    assertThat(MirrorMetadata.isMirrored(endpoints(List.of(), List.of()))).isTrue();
    assertThat(MirrorMetadata.isMirrored(labelled)).isFalse();
  }
}
