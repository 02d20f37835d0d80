package io.navarch.nodeagent.network.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.navarch.nodeagent.network.NetworkProperties;
import io.navarch.nodeagent.network.ProcessCommandRunner;
import io.navarch.nodeagent.network.TestNetwork;
import io.navarch.nodeagent.network.node.NodeNetworkPlan.Route;
import io.navarch.nodeagent.testing.Defaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes and masquerade in a real namespace. */
class NodeNetworkIT {

  private TestNetwork network;

  @BeforeEach
  void build() throws IOException {
    network = TestNetwork.create();
  }

  @AfterEach
  void tearDown() throws IOException {
    if (network != null) {
      network.close();
    }
  }

  private NodeNetwork nodeNetwork() {
    return new NodeNetwork(
        Defaults.of(NetworkProperties.class), network.node(), new ProcessCommandRunner());
  }

  private static NodeNetworkPlan plan(Route... routes) {
    return new NodeNetworkPlan(List.of("10.244.1.0/24"), new TreeSet<>(List.of(routes)));
  }

  @Test
  void routesFollowThePlanAndOthersStay() throws IOException {
    var nodeNetwork = nodeNetwork();
    network.inNode("ip route add 10.99.0.0/24 via " + TestNetwork.NEIGHBOUR_ADDRESS);

    nodeNetwork.apply(
        plan(
            new Route("10.244.2.0/24", TestNetwork.NEIGHBOUR_ADDRESS),
            new Route("10.244.3.0/24", "10.200.77.3")));
    assertThat(network.inNode("ip route"))
        .contains("10.244.2.0/24 via 10.200.77.2 dev eth0")
        .contains("10.244.3.0/24 via 10.200.77.3 dev eth0");

    nodeNetwork().apply(plan(new Route("10.244.3.0/24", "10.200.77.4")));
    assertThat(network.inNode("ip route"))
        .doesNotContain("10.244.2.0/24")
        .contains("10.244.3.0/24 via 10.200.77.4 dev eth0")
        .contains("10.99.0.0/24");
  }

  @Test
  void podsLeaveTheClusterUnderTheNodesAddress() throws IOException {
    var pod = network.addPod("pod");
    network.serve(network.outside(), TestNetwork.NEIGHBOUR_ADDRESS, 8080, "outside");

    nodeNetwork().apply(plan());

    assertThat(TestNetwork.ask(pod, TestNetwork.NEIGHBOUR_ADDRESS, 8080))
        .isEqualTo("outside " + TestNetwork.NODE_ADDRESS);
  }

  @Test
  void podsReachOthersWhereTheNodeForwardsNothingByItself() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/sbin/iptables")), "iptables is not installed");
    network.inNode("iptables -P FORWARD DROP");
    var pod = network.addPod("pod");
    network.serve(network.outside(), TestNetwork.NEIGHBOUR_ADDRESS, 8080, "outside");
    var nodeNetwork = nodeNetwork();

    nodeNetwork.apply(plan());
    nodeNetwork.apply(plan());

    assertThat(TestNetwork.ask(pod, TestNetwork.NEIGHBOUR_ADDRESS, 8080)).startsWith("outside");
    assertThat(network.inNode("iptables -S FORWARD")).containsOnlyOnce("-o cni0 -j ACCEPT");
    nodeNetwork.remove();
    assertThat(network.inNode("iptables -S FORWARD")).doesNotContain("cni0");
  }

  @Test
  void removalTakesBackWhatWasMade() throws IOException {
    var nodeNetwork = nodeNetwork();
    nodeNetwork.apply(plan(new Route("10.244.2.0/24", TestNetwork.NEIGHBOUR_ADDRESS)));

    nodeNetwork.remove();

    assertThat(network.inNode("ip route")).doesNotContain("10.244");
    assertThat(network.inNode("ip link")).doesNotContain("cni0");
    assertThat(network.inNode("nft list ruleset")).doesNotContain("navarch");
  }
}
