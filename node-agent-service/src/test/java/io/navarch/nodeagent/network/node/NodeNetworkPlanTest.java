package io.navarch.nodeagent.network.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.navarch.nodeagent.network.node.NodeNetworkPlan.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is reached by whom, and whose address is masked. */
class NodeNetworkPlanTest {

  private static Node node(String name, String podCidr, String address) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withPodCIDR(podCidr)
        .withPodCIDRs(podCidr)
        .endSpec()
        .withNewStatus()
        .addNewAddress(name, "Hostname")
        .addNewAddress(address, "InternalIP")
        .endStatus()
        .build();
  }

  @Test
  void otherNodesPodsAreReachedByTheirInternalAddress() {
    var plan =
        NodeNetworkPlan.compute(
            "n1",
            List.of(
                node("n1", "10.244.1.0/24", "10.200.0.1"),
                node("n2", "10.244.2.0/24", "10.200.0.2"),
                node("n3", "10.244.3.0/24", "10.200.0.3")));

    assertThat(plan.podCidrs()).containsExactly("10.244.1.0/24");
    assertThat(plan.routes())
        .containsExactly(
            new Route("10.244.2.0/24", "10.200.0.2"), new Route("10.244.3.0/24", "10.200.0.3"));
  }

  @Test
  void aNodeWithoutRangeOrAddressHasNoRouteYet() {
    var bare = new NodeBuilder().withNewMetadata().withName("n4").endMetadata().build();
    var unaddressed =
        new NodeBuilder(node("n5", "10.244.5.0/24", "10.200.0.5")).withStatus(null).build();

    var plan = NodeNetworkPlan.compute("n1", List.of(bare, unaddressed));

    assertThat(plan.routes()).isEmpty();
    assertThat(plan.podCidrs()).isEmpty();
  }

  @Test
  void routesStayWithinAFamily() {
    var plan = NodeNetworkPlan.compute("n1", List.of(node("n2", "fd00:2::/64", "10.200.0.2")));

    assertThat(plan.routes()).isEmpty();
  }

  @Test
  void podsOfTheNodeAreMaskedOutsideTheClusterOnly() {
    assertThat(Masquerade.rules(List.of("10.244.1.0/24"), List.of("10.244.0.0/16", "fd00::/48")))
        .contains(
            "ip saddr 10.244.1.0/24 ip daddr != 10.244.0.0/16 ip daddr != 224.0.0.0/4 masquerade")
        .doesNotContain("ip6");
  }
}
