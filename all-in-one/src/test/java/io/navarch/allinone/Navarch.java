package io.navarch.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.navarch.allinone.Commands.Outcome;
import io.navarch.client.transport.ClientProperties;
import io.navarch.client.transport.KubernetesClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The launcher of this checkout, used as a user does, on a cluster in a folder of its own. */
final class Navarch implements AutoCloseable {

  /** How far above the API's port the store's lies. */
  private static final int STORE_DISTANCE = 10_000;

  private final Path checkout = Path.of("").toAbsolutePath().getParent();
  private final Path folder;
  private final int port = freePort();

  Navarch(Path folder) {
    this.folder = folder;
  }

  private static int freePort() {
    for (int port = 20_443; port < 30_000; port += 10) {
      if (isFree(port) && isFree(port + STORE_DISTANCE)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port");
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts the cluster; what happened is the caller's to judge. */
  Outcome tryUp(String... options) {
    var arguments = Stream.of("--yes", "--port", Integer.toString(port));
    return run(
        Duration.ofMinutes(6),
        Stream.concat(Stream.of("up"), Stream.concat(arguments, Stream.of(options)))
            .toArray(String[]::new));
  }

  /** Runs a command that has to succeed; what it said. */
  String succeed(String... arguments) {
    var outcome = run(Duration.ofMinutes(3), arguments);
    assertThat(outcome.succeeded()).as("%s: %s", List.of(arguments), outcome.output()).isTrue();
    return outcome.output();
  }

  Outcome run(Duration limit, String... arguments) {
    var command = new ArrayList<String>();
    command.add(checkout.resolve("navarch").toString());
    command.addAll(List.of(arguments));
    var environment = Map.of("NAVARCH_DATA", folder.toString(), "NAVARCH_BUILD", "never");
    return Commands.run(limit, environment, command);
  }

  Path folder() {
    return folder;
  }

  Path kubeconfig() {
    return Path.of(succeed("kubeconfig").strip());
  }

  /** A client with the administrator's rights. */
  KubernetesClient connect() {
    return KubernetesClients.connect(ClientProperties.of(kubeconfig()));
  }

  /** The process of a name, as the launcher keeps it. */
  ProcessHandle process(String name) {
    try {
      var pid = Files.readString(folder.resolve("run").resolve(name + ".pid")).strip();
      return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException("no process " + name, e);
    }
  }

  /** Deletes the cluster, whatever state it is in. */
  @Override
  public void close() {
    if (Files.exists(folder.resolve("cluster.env"))) {
      succeed("reset");
    }
  }
}
