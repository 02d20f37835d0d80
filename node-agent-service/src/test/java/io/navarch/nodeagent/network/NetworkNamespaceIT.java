package io.navarch.nodeagent.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sockets and commands in real namespaces. */
class NetworkNamespaceIT {

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

  @Test
  void socketsKeepTheNamespaceInWhichTheyWereOpened() throws IOException {
    network.serve(network.node(), TestNetwork.NODE_ADDRESS, 8080, "node");

    assertThat(TestNetwork.ask(network.outside(), TestNetwork.NODE_ADDRESS, 8080))
        .isEqualTo("node " + TestNetwork.NEIGHBOUR_ADDRESS);
  }

  @Test
  void theCallerStaysWhereItIs() throws IOException {
    var inside = network.node().call(() -> NetworkInterface.getByName("cni0") != null);

    assertThat(inside).isTrue();
    assertThat(NetworkInterface.networkInterfaces().map(NetworkInterface::getName))
        .doesNotContain("p2");
    assertThatIOException()
        .isThrownBy(() -> TestNetwork.ask(NetworkNamespace.own(), TestNetwork.NODE_ADDRESS, 8080));
  }

  @Test
  void datagramChannelsAreOpenedInsideToo() throws IOException {
    try (var channel = network.node().openDatagram()) {
      channel.bind(new InetSocketAddress("10.244.1.1", 5353));

      assertThat(channel.getLocalAddress()).isEqualTo(new InetSocketAddress("10.244.1.1", 5353));
    }
  }

  @Test
  void commandsRunInside() throws IOException {
    var command = Command.of("ip", "-br", "addr", "show", "dev", "eth0").in(network.node());

    assertThat(new ProcessCommandRunner().runOrFail(command)).contains("10.200.77.1/24");
  }

  @Test
  void aMissingNamespaceIsNamedInTheFailure() {
    var missing = NetworkNamespace.at(Path.of("/run/netns/nt-missing"));

    assertThatIOException()
        .isThrownBy(missing::openServerSocket)
        .withMessageContaining("/run/netns/nt-missing: no such file");
  }
}
