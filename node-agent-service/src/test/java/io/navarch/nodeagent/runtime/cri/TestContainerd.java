package io.navarch.nodeagent.runtime.cri;

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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A containerd of the test's own, in a network namespace of its own. */
final class TestContainerd {

  private static final List<Path> CNI = List.of(Path.of("/opt/cni/bin"), Path.of("/usr/lib/cni"));

  private final Path folder;
  private final Process process;

  private TestContainerd(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /** Skips the test where the machine has no containerd to start. */
  static void assumeInstalled() {
    for (var tool : List.of("containerd", "ctr", "runc", "nsenter")) {
      Assumptions.assumeTrue(isInstalled(tool), tool + " is not installed");
    }
    Assumptions.assumeTrue(plugins().isPresent(), "there are no CNI plugins");
  }

  private static boolean isInstalled(String tool) {
    return Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin")
        .anyMatch(d -> Files.isExecutable(Path.of(d, tool)));
  }

  private static java.util.Optional<Path> plugins() {
    return CNI.stream().filter(d -> Files.isExecutable(d.resolve("bridge"))).findFirst();
  }

  static TestContainerd start(Path folder, NetworkNamespace node)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("cni"));
    Files.writeString(folder.resolve("cni/10-test.conflist"), network(folder));
    Files.writeString(folder.resolve("config.toml"), configuration(folder));
    var command =
        node.command(List.of("containerd", "-c", folder.resolve("config.toml").toString()));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("containerd.log").toFile())
            .start();
    var containerd = new TestContainerd(folder, process);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.exists(folder.resolve("containerd.sock")));
    containerd.run(
        "ctr",
        "-a",
        folder.resolve("containerd.sock").toString(),
        "-n",
        "k8s.io",
        "images",
        "import",
        PauseImageArchive.in(folder).toString());
    return containerd;
  }

  URI endpoint() {
    return URI.create("unix://" + folder.resolve("containerd.sock"));
  }

  private static String network(Path folder) {
    return """
    {"cniVersion":"0.4.0","name":"test","plugins":[{"type":"bridge","bridge":"test0",\
    "ipam":{"type":"host-local","dataDir":"%s","ranges":[[{"subnet":"10.99.0.0/24"}]]}}]}
    """
        .formatted(folder.resolve("leases"));
  }

  private static String configuration(Path folder) {
    return """
    version = 2
    root = "%1$s/root"
    state = "%1$s/state"
    disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs", \
    "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.devmapper", \
    "io.containerd.tracing.processor.v1.otlp", "io.containerd.internal.v1.tracing", "io.containerd.nri.v1.nri"]
    [grpc]
      address = "%1$s/containerd.sock"
    [ttrpc]
      address = "%1$s/containerd.sock.ttrpc"
    [plugins."io.containerd.grpc.v1.cri"]
      sandbox_image = "%2$s"
      restrict_oom_score_adj = true
      disable_apparmor = true
      disable_hugetlb_controller = true
      tolerate_missing_hugetlb_controller = true
      stream_server_address = "127.0.0.1"
      stream_server_port = "0"
    [plugins."io.containerd.grpc.v1.cri".cni]
      bin_dir = "%3$s"
      conf_dir = "%1$s/cni"
    """
        .formatted(folder, PauseImageArchive.NAME, plugins().orElseThrow());
  }

  private void run(String... command) throws IOException, InterruptedException {
    var started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("command.log").toFile())
            .start();
    assertThat(started.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(started.exitValue()).as(Files.readString(folder.resolve("command.log"))).isZero();
  }

  /** Ends containerd, and the mounts that it holds below the folder. */
  void stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    for (var mount : mounts().reversed()) {
      run("umount", "-l", mount);
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
