package io.navarch.nodeagent.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;

/**
 * A little cluster of network namespaces for tests: a node with Pods on a bridge and a neighbour
 * outside on the node's LAN. It is gone when closed.
 */
public final class TestNetwork implements AutoCloseable {

  public static final String NODE_ADDRESS = "10.200.77.1";
  public static final String NEIGHBOUR_ADDRESS = "10.200.77.2";

  private final String id = "nt%04x".formatted(ThreadLocalRandom.current().nextInt(0x10000));
  private final CommandRunner commands = new ProcessCommandRunner();
  private final List<String> namespaces = new ArrayList<>();
  private final List<AutoCloseable> servers = new ArrayList<>();
  private int pods = 1;

  private TestNetwork() {}

  /** Makes the network; skips the test where the machine does not let us. */
  public static TestNetwork create() throws IOException {
    Assumptions.assumeTrue(
        Files.isWritable(Path.of("/proc/sys/net/ipv4/ip_forward")), "needs root: no namespaces");
    for (var tool : List.of("/usr/sbin/nft", "/usr/sbin/conntrack")) {
      Assumptions.assumeTrue(Files.isExecutable(Path.of(tool)), tool + " is not installed");
    }
    var network = new TestNetwork();
    try {
      network.build();
    } catch (IOException | RuntimeException e) {
      network.close();
      throw e;
    }
    return network;
  }

  private void build() throws IOException {
    addNamespace("node");
    addNamespace("out");
    run(
        "ip link add eth0 netns %s type veth peer name eth0 netns %s"
            .formatted(name("node"), name("out")));
    configure(
        "node",
        """
        addr add 10.200.77.1/24 dev eth0
        link set eth0 up
        link add cni0 type bridge
        addr add 10.244.1.1/24 dev cni0
        link set cni0 up
        route add default via 10.200.77.2
        """);
    configure(
        "out",
        """
        addr add 10.200.77.2/24 dev eth0
        link set eth0 up
        route add 10.244.1.0/24 via 10.200.77.1
        route add 10.96.0.0/16 via 10.200.77.1
        """);
    inNode("sysctl -qw net.ipv4.ip_forward=1");
  }

  /** A new Pod's namespace; its address is {@link #podAddress}. */
  public NetworkNamespace addPod(String pod) throws IOException {
    addNamespace(pod);
    var port = "p" + ++pods;
    run(
        "ip link add eth0 netns %s type veth peer name %s netns %s"
            .formatted(name(pod), port, name("node")));
    configure("node", "link set %s master cni0 up".formatted(port));
    inNode("bridge link set dev %s hairpin on".formatted(port));
    configure(
        pod,
        """
        addr add %s/24 dev eth0
        link set eth0 up
        route add default via 10.244.1.1
        """
            .formatted(podAddress()));
    return namespace(pod);
  }

  /** The address of the Pod added last. */
  public String podAddress() {
    return "10.244.1." + pods;
  }

  /** The node's namespace. */
  public NetworkNamespace node() {
    return namespace("node");
  }

  /** A machine beside the node. */
  public NetworkNamespace outside() {
    return namespace("out");
  }

  private Path file(String namespace) {
    return Path.of("/run/netns", name(namespace));
  }

  /** Serves TCP: says its name and whom it sees, then closes. */
  public void serve(NetworkNamespace where, String address, int port, String name)
      throws IOException {
    var server = where.openServerSocket();
    servers.add(server);
    server.bind(new InetSocketAddress(address, port));
    Thread.ofVirtual().name("serve-" + name).start(() -> answer(server, name));
  }

  private static void answer(ServerSocketChannel server, String name) {
    while (server.isOpen()) {
      try (var client = server.accept()) {
        var peer = ((InetSocketAddress) client.getRemoteAddress()).getAddress().getHostAddress();
        client.write(ByteBuffer.wrap((name + " " + peer).getBytes(StandardCharsets.UTF_8)));
      } catch (IOException e) {
        // the test closes the server, or a client went away
      }
    }
  }

  /** Connects and answers with what the server says: its name and whom it sees. */
  public static String ask(NetworkNamespace from, String address, int port) throws IOException {
    try (var channel = from.openSocket()) {
      channel.socket().connect(new InetSocketAddress(address, port), 1000);
      channel.socket().setSoTimeout(2000);
      return new String(channel.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Whether a connection attempt is left without any answer. */
  public static boolean isSilent(NetworkNamespace from, String address, int port)
      throws IOException {
    try (var channel = from.openSocket()) {
      channel.socket().connect(new InetSocketAddress(address, port), 300);
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  private NetworkNamespace namespace(String name) {
    return NetworkNamespace.at(file(name));
  }

  private void addNamespace(String name) throws IOException {
    run("ip netns add " + name(name));
    namespaces.add(name(name));
    configure(name, "link set lo up");
  }

  private String name(String namespace) {
    return id + "-" + namespace;
  }

  /** Lines of the {@code ip} tool for a namespace made here. */
  public void configure(String namespace, String lines) throws IOException {
    var command = Command.of("ip", "-n", name(namespace), "-batch", "-").withInput(lines);
    commands.runOrFail(command);
  }

  /** Runs a command, words split at spaces, that has to succeed in the node's namespace. */
  public String inNode(String command) throws IOException {
    return run("nsenter --net=" + file("node") + " " + command);
  }

  private String run(String command) throws IOException {
    return commands.runOrFail(Command.of(command.split(" ")));
  }

  @Override
  public void close() throws IOException {
    for (var server : servers) {
      try {
        server.close();
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
    for (var namespace : namespaces) {
      assertThat(commands.run(Command.of("ip", "netns", "delete", namespace)).errors()).isEmpty();
    }
  }
}
