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

  private final String id = "nv%04x".formatted(ThreadLocalRandom.current().nextInt(0x10000));
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
        "ip",
        "link",
        "add",
        "eth0",
        "netns",
        name("node"),
        "type",
        "veth",
        "peer",
        "name",
        "eth0",
        "netns",
        name("out"));
    var node = name("node");
    for (var line :
        """
        addr add 10.200.77.1/24 dev eth0
        link set eth0 up
        link add cni0 type bridge
        addr add 10.244.1.1/24 dev cni0
        link set cni0 up
        route add default via 10.200.77.2
        """
            .lines()
            .toList()) {
      ip(node, line);
    }
    for (var line :
        """
        addr add 10.200.77.2/24 dev eth0
        link set eth0 up
        route add 10.244.1.0/24 via 10.200.77.1
        route add 10.96.0.0/16 via 10.200.77.1
        """
            .lines()
            .toList()) {
      ip(name("out"), line);
    }
    run("nsenter", "--net=" + file("node"), "sysctl", "-qw", "net.ipv4.ip_forward=1");
  }

  /** A new Pod's namespace; its address is {@link #podAddress}. */
  public NetworkNamespace addPod(String pod) throws IOException {
    addNamespace(pod);
    var host = "p" + ++pods;
    run(
        "ip",
        "link",
        "add",
        "eth0",
        "netns",
        name(pod),
        "type",
        "veth",
        "peer",
        "name",
        host,
        "netns",
        name("node"));
    ip(name("node"), "link set " + host + " master cni0 up");
    run("nsenter", "--net=" + file("node"), "bridge", "link", "set", "dev", host, "hairpin", "on");
    ip(name(pod), "addr add 10.244.1." + pods + "/24 dev eth0");
    ip(name(pod), "link set eth0 up");
    ip(name(pod), "route add default via 10.244.1.1");
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

  /** File of a namespace made here. */
  public Path file(String namespace) {
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
    run("ip", "netns", "add", name(name));
    namespaces.add(name(name));
    ip(name(name), "link set lo up");
  }

  private String name(String namespace) {
    return id + "-" + namespace;
  }

  private void ip(String namespace, String line) throws IOException {
    var words = new ArrayList<>(List.of("ip", "-n", namespace));
    words.addAll(List.of(line.split(" ")));
    run(words.toArray(String[]::new));
  }

  /** Runs a command of the machine that has to succeed. */
  public String run(String... command) throws IOException {
    return commands.runOrFail(Command.of(command));
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
