package io.navarch.nodeagent.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.navarch.nodeagent.network.NetworkNamespace;
import io.navarch.nodeagent.runtime.PauseImageArchive;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Docker daemon of the test's own, in a network namespace of its own. */
final class TestDockerd {

  private static final List<Path> CNI = List.of(Path.of("/opt/cni/bin"), Path.of("/usr/lib/cni"));

  private final Path folder;
  private final Process process;

  private TestDockerd(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /** Skips the test where the machine has no Docker to start. */
  static void assumeInstalled() {
    for (var tool : List.of("dockerd", "docker", "containerd", "runc", "nsenter")) {
      Assumptions.assumeTrue(isInstalled(tool), tool + " is not installed");
    }
    Assumptions.assumeTrue(findPlugins().isPresent(), "there are no CNI plugins");
  }

  private static boolean isInstalled(String tool) {
    return Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin")
        .anyMatch(d -> Files.isExecutable(Path.of(d, tool)));
  }

  static Path plugins() {
    return findPlugins().orElseThrow();
  }

  private static Optional<Path> findPlugins() {
    return CNI.stream().filter(d -> Files.isExecutable(d.resolve("bridge"))).findFirst();
  }

  static TestDockerd start(Path folder, NetworkNamespace node)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("daemon.json"), "{}");
    var command =
        node.command(
            List.of(
                "dockerd",
                "--config-file=" + folder.resolve("daemon.json"),
                "--host=unix://" + folder.resolve("docker.sock"),
                "--data-root=" + folder.resolve("data"),
                "--exec-root=" + folder.resolve("exec"),
                "--pidfile=" + folder.resolve("docker.pid"),
                "--bridge=none",
                "--iptables=false",
                "--ip-forward=false",
                "--group=root"));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("dockerd.log").toFile())
            .start();
    var dockerd = new TestDockerd(folder, process);
    await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(folder.resolve("docker.sock")));
    dockerd.docker("load", "--input", PauseImageArchive.in(folder).toString());
    return dockerd;
  }

  URI endpoint() {
    return URI.create("unix://" + folder.resolve("docker.sock"));
  }

  private void docker(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("docker", "--host", endpoint().toString()));
    command.addAll(List.of(arguments));
    run(command);
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    var log = folder.resolve("command.log");
    var started =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(started.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(started.exitValue()).as(Files.readString(log)).isZero();
  }

  /** Ends the daemon with what it has started, and the mounts that it holds below the folder. */
  void stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    for (var mount : mounts().reversed()) {
      run(List.of("umount", "-l", mount));
    }
  }

  private List<String> mounts() throws IOException {
    var result = new ArrayList<String>();
    for (var line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
      var point = line.split(" ", -1)[4];
      if (point.startsWith(folder.toString())) {
        result.add(point);
      }
    }
    return result;
  }
}
