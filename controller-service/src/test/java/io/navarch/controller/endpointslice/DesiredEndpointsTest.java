package io.navarch.controller.endpointslice;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.navarch.testing.fixtures.NodeFixture;
import io.navarch.testing.fixtures.PodFixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A service has the addresses of its pods, and says which of them may be used. */
class DesiredEndpointsTest {

  private static final Node NODE =
      NodeFixture.aNode("n").labelled("topology.kubernetes.io/zone", "east").build();

  private static Service service(boolean publishNotReady, Object targetPort) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName("web")
        .endMetadata()
        .withNewSpec()
        .withPublishNotReadyAddresses(publishNotReady)
        .addNewPort()
        .withName("http")
        .withPort(80)
        .withTargetPort(new IntOrString(targetPort))
        .endPort()
        .endSpec()
        .build();
  }

  static PodFixture pod(String name, boolean ready, String... ips) {
    return PodFixture.aPod(name)
        .on("n")
        .with(b ->
            b.editStatus()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .endStatus())
        .with(b -> {
          for (var ip : ips) {
            b.editStatus().addNewPodIP(ip).endStatus();
          }
          return b;
        });
  }

  private static Map<List<EndpointPort>, List<Endpoint>> of(Service service, Pod... pods) {
    return DesiredEndpoints.of(
        service,
        "IPv4",
        List.of(pods),
        name -> name.equals("n") ? Optional.of(NODE) : Optional.empty());
  }

  private static Endpoint only(Map<List<EndpointPort>, List<Endpoint>> endpoints) {
    assertThat(endpoints).hasSize(1);
    var list = endpoints.values().iterator().next();
    assertThat(list).hasSize(1);
    return list.getFirst();
  }

  private static List<Boolean> conditions(Endpoint endpoint) {
    var conditions = endpoint.getConditions();
    return List.of(conditions.getReady(), conditions.getServing(), conditions.getTerminating());
  }

  @Test
  void tellsWhereAReadyPodIs() {
    var endpoint = only(of(service(false, 8080), pod("a", true, "10.0.0.1").build()));

    assertThat(endpoint.getAddresses()).containsExactly("10.0.0.1");
    assertThat(endpoint.getNodeName()).isEqualTo("n");
    assertThat(endpoint.getZone()).isEqualTo("east");
    assertThat(endpoint.getTargetRef().getUid()).isEqualTo("uid-a");
    assertThat(endpoint.getHostname()).isNull();
    assertThat(conditions(endpoint)).containsExactly(true, true, false);
  }

  @Test
  void aLeavingPodServesButIsReadyNoLonger() {
    var pod = pod("a", true, "10.0.0.1").terminating().build();

    assertThat(conditions(only(of(service(false, 80), pod)))).containsExactly(false, true, true);
    assertThat(conditions(only(of(service(true, 80), pod)))).containsExactly(true, true, true);
  }

  @Test
  void unreadyPodsAreListedAsSuchUnlessTheServiceWantsThemPublished() {
    var pod = pod("a", false, "10.0.0.1").build();

    assertThat(conditions(only(of(service(false, 80), pod)))).containsExactly(false, false, false);
    assertThat(conditions(only(of(service(true, 80), pod)))).containsExactly(true, false, false);
  }

  @Test
  void podsWithoutAddressOfTheFamilyOrAtTheirEndAreLeftOut() {
    var ended =
        pod("a", false, "10.0.0.1").with(b -> b.editStatus().withPhase("Failed").endStatus());

    assertThat(of(service(false, 80), ended.build(), pod("b", true).build())).isEmpty();
    assertThat(of(service(false, 80), pod("c", true, "fd00::1").build())).isEmpty();
  }

  @Test
  void podsOfUnknownNodesAreLeftOutUnlessAllAreToBePublished() {
    var pod = pod("a", true, "10.0.0.1").on("gone").build();

    assertThat(of(service(false, 80), pod)).isEmpty();
    assertThat(only(of(service(true, 80), pod)).getZone()).isNull();
  }

  @Test
  void podsThatGiveANameToDifferentPortsAreKeptApart() {
    var one = named(pod("a", true, "10.0.0.1"), 8080);
    var two = named(pod("b", true, "10.0.0.2"), 9090);

    var endpoints = of(service(false, "web"), one, two, pod("c", true, "10.0.0.3").build());

    assertThat(endpoints.keySet())
        .containsExactly(
            List.of(new EndpointPort("http", 8080, "TCP", null)),
            List.of(new EndpointPort("http", 9090, "TCP", null)),
            List.of());
  }

  @Test
  void aPodOfTheServicesSubdomainHasAName() {
    var pod =
        pod("a", true, "10.0.0.1")
            .with(b -> b.editSpec().withHostname("first").withSubdomain("web").endSpec())
            .build();

    assertThat(only(of(service(false, 80), pod)).getHostname()).isEqualTo("first");
  }

  static Pod named(PodFixture pod, int port) {
    return pod.with(b ->
            b.editSpec()
                .editFirstContainer()
                .addNewPort()
                .withName("web")
                .withContainerPort(port)
                .endPort()
                .endContainer()
                .endSpec())
        .build();
  }
}
