package io.navarch.nodeagent.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which rules follow from a Service and its endpoints. */
class ProxyPlanTest {

  private static final NodeView NODE = new NodeView("n1", "east", Set.of("10.200.0.1"));
  private static final Target HERE = new Target("10.244.1.4", 8080, true);
  private static final Target THERE = new Target("10.244.2.4", 8080, false);

  private static Service service() {
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace("default")
        .withName("web")
        .endMetadata()
        .withNewSpec()
        .withType("ClusterIP")
        .withClusterIP("10.96.0.100")
        .withClusterIPs("10.96.0.100")
        .withSessionAffinity("None")
        .addNewPort()
        .withName("http")
        .withPort(80)
        .withProtocol("TCP")
        .endPort()
        .endSpec()
        .build();
  }

  private static Service nodePortService() {
    return new ServiceBuilder(service())
        .editSpec()
        .withType("NodePort")
        .withExternalTrafficPolicy("Cluster")
        .editFirstPort()
        .withNodePort(30080)
        .endPort()
        .endSpec()
        .build();
  }

  private static Endpoint endpoint(String ip, String node) {
    return new EndpointBuilder()
        .withAddresses(ip)
        .withNodeName(node)
        .withNewConditions()
        .withReady(true)
        .withServing(true)
        .withTerminating(false)
        .endConditions()
        .build();
  }

  private static Endpoint terminating(Endpoint endpoint) {
    return new EndpointBuilder(endpoint)
        .editConditions()
        .withReady(false)
        .withTerminating(true)
        .endConditions()
        .build();
  }

  private static Endpoint hinted(Endpoint endpoint, String zone) {
    return new EndpointBuilder(endpoint).withNewHints().addNewForZone(zone).endHints().build();
  }

  private static EndpointSlice slice(Endpoint... endpoints) {
    return new EndpointSliceBuilder()
        .withAddressType("IPv4")
        .withEndpoints(endpoints)
        .addNewPort()
        .withName("http")
        .withPort(8080)
        .withProtocol("TCP")
        .endPort()
        .build();
  }

  private static Endpoint here() {
    return endpoint("10.244.1.4", "n1");
  }

  private static Endpoint there() {
    return endpoint("10.244.2.4", "n2");
  }

  private static Delivery clusterIp(Service service, EndpointSlice... slices) {
    return ProxyPlan.compute(service, List.of(slices), NODE).rules().getFirst().delivery();
  }

  private static ServiceRule nodePort(Service service, EndpointSlice... slices) {
    return ProxyPlan.compute(service, List.of(slices), NODE).rules().getLast();
  }

  @Test
  void theClusterIpLeadsToAllReadyEndpoints() {
    var rule = ProxyPlan.compute(service(), List.of(slice(here(), there())), NODE).rules();

    assertThat(rule)
        .containsExactly(
            new ServiceRule(
                new ServicePortName("default", "web", "http"),
                new Frontend.Address("10.96.0.100", Protocol.TCP, 80),
                new Delivery.Internal(List.of(HERE, THERE)),
                0,
                List.of()));
  }

  @Test
  void headlessAndExternalNameServicesHaveNoRules() {
    var headless =
        new ServiceBuilder(service())
            .editSpec()
            .withClusterIP("None")
            .withClusterIPs("None")
            .endSpec()
            .build();
    var external =
        new ServiceBuilder(service()).editSpec().withType("ExternalName").endSpec().build();

    assertThat(ProxyPlan.compute(headless, List.of(slice(here())), NODE).rules()).isEmpty();
    assertThat(ProxyPlan.compute(external, List.of(slice(here())), NODE).rules()).isEmpty();
  }

  @Test
  void portsOfASliceAreFoundByName() {
    var other =
        new EndpointSliceBuilder(slice(here()))
            .editFirstPort()
            .withName("metrics")
            .endPort()
            .build();

    assertThat(clusterIp(service(), other)).isEqualTo(new Delivery.Refuse());
  }

  @Test
  void affinityHasTheUsualTimeoutUnlessOneIsGiven() {
    var sticky =
        new ServiceBuilder(service()).editSpec().withSessionAffinity("ClientIP").endSpec().build();
    var brief =
        new ServiceBuilder(sticky)
            .editSpec()
            .withNewSessionAffinityConfig()
            .withNewClientIP(60)
            .endSessionAffinityConfig()
            .endSpec()
            .build();

    assertThat(nodePort(sticky, slice(here())).affinitySeconds()).isEqualTo(10_800);
    assertThat(nodePort(brief, slice(here())).affinitySeconds()).isEqualTo(60);
  }

  @Nested
  class WhenEndpointsAreNotReady {

    @Test
    void nothingIsLeftWithoutAny() {
      assertThat(clusterIp(service())).isEqualTo(new Delivery.Refuse());
    }

    @Test
    void terminatingOnesServeOnlyWhileNobodyElseDoes() {
      assertThat(clusterIp(service(), slice(terminating(here()), there())))
          .isEqualTo(new Delivery.Internal(List.of(THERE)));
      assertThat(clusterIp(service(), slice(terminating(here()))))
          .isEqualTo(new Delivery.Internal(List.of(HERE)));
    }

    @Test
    void anEndpointThatMovesBetweenSlicesCountsOnce() {
      assertThat(clusterIp(service(), slice(terminating(here())), slice(here())))
          .isEqualTo(new Delivery.Internal(List.of(HERE)));
    }
  }

  @Nested
  class WhenTrafficMustStayOnTheNode {

    private final Service internalLocal =
        new ServiceBuilder(service())
            .editSpec()
            .withInternalTrafficPolicy("Local")
            .endSpec()
            .build();
    private final Service externalLocal =
        new ServiceBuilder(nodePortService())
            .editSpec()
            .withExternalTrafficPolicy("Local")
            .withHealthCheckNodePort(31000)
            .endSpec()
            .build();

    @Test
    void theClusterIpKnowsLocalEndpointsOnly() {
      assertThat(clusterIp(internalLocal, slice(here(), there())))
          .isEqualTo(new Delivery.Internal(List.of(HERE)));
      assertThat(clusterIp(internalLocal, slice(there()))).isEqualTo(new Delivery.Drop());
    }

    @Test
    void outsidersReachLocalEndpointsAndInsidersAll() {
      assertThat(nodePort(externalLocal, slice(here(), there())).delivery())
          .isEqualTo(new Delivery.ExternalLocal(List.of(HERE), List.of(HERE, THERE)));
      assertThat(clusterIp(externalLocal, slice(here(), there())))
          .isEqualTo(new Delivery.Internal(List.of(HERE, THERE)));
    }

    @Test
    void terminatingLocalEndpointsServeTheLastConnections() {
      assertThat(nodePort(externalLocal, slice(terminating(here()), there())).delivery())
          .isEqualTo(new Delivery.ExternalLocal(List.of(HERE), List.of(THERE)));
    }

    @Test
    void theHealthCheckCountsReadyLocalEndpoints() {
      assertThat(ProxyPlan.compute(externalLocal, List.of(slice(here(), there())), NODE))
          .extracting(plan -> plan.healthCheck().orElseThrow())
          .isEqualTo(new HealthCheck("default", "web", 31000, 1));
    }
  }

  @Nested
  class WhenAddressesAreExternal {

    @Test
    void aNodePortStandsOnEveryAddressOfTheNode() {
      var rule = nodePort(nodePortService(), slice(here()));

      assertThat(rule.frontend())
          .isEqualTo(new Frontend.NodePort(AddressFamily.IPV4, Protocol.TCP, 30080));
      assertThat(rule.delivery()).isEqualTo(new Delivery.External(List.of(HERE)));
    }

    @Test
    void sourceRangesGuardTheLoadBalancerOnly() {
      var balanced =
          new ServiceBuilder(service())
              .editSpec()
              .withType("LoadBalancer")
              .withExternalIPs("192.0.2.1")
              .withLoadBalancerSourceRanges("10.0.0.0/8 ")
              .endSpec()
              .withNewStatus()
              .withNewLoadBalancer()
              .addNewIngress()
              .withIp("192.0.2.80")
              .withIpMode("VIP")
              .endIngress()
              .addNewIngress()
              .withIp("192.0.2.81")
              .withIpMode("Proxy")
              .endIngress()
              .endLoadBalancer()
              .endStatus()
              .build();

      var rules = ProxyPlan.compute(balanced, List.of(slice(here())), NODE).rules();

      assertThat(rules)
          .extracting(rule -> ((Frontend.Address) rule.frontend()).ip())
          .containsExactly("10.96.0.100", "192.0.2.1", "192.0.2.80");
      assertThat(rules)
          .extracting(ServiceRule::sourceRanges)
          .containsExactly(List.of(), List.of(), List.of("10.0.0.0/8"));
    }
  }

  @Nested
  class WhenEndpointsAreHinted {

    @Test
    void thoseOfTheOwnZoneAreTaken() {
      assertThat(clusterIp(service(), slice(hinted(here(), "east"), hinted(there(), "west"))))
          .isEqualTo(new Delivery.Internal(List.of(HERE)));
    }

    @Test
    void allAreTakenWhenHintsAreIncompleteOrElsewhere() {
      assertThat(clusterIp(service(), slice(hinted(here(), "east"), there())))
          .isEqualTo(new Delivery.Internal(List.of(HERE, THERE)));
      assertThat(clusterIp(service(), slice(hinted(here(), "west"), hinted(there(), "west"))))
          .isEqualTo(new Delivery.Internal(List.of(HERE, THERE)));
    }
  }
}
