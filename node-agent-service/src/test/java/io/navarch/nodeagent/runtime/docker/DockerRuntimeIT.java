package io.navarch.nodeagent.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.navarch.nodeagent.network.NetworkProperties;
import io.navarch.nodeagent.network.ProcessCommandRunner;
import io.navarch.nodeagent.network.TestNetwork;
import io.navarch.nodeagent.network.cni.CniPodNetwork;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.PauseImageArchive;
import io.navarch.nodeagent.runtime.RealContainersContractTest;
import io.navarch.nodeagent.runtime.RuntimeProperties;
import io.navarch.nodeagent.runtime.StreamRequest;
import io.navarch.nodeagent.testing.Defaults;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Docker adapter obeys the law of runtimes, with a real daemon. */
class DockerRuntimeIT extends RealContainersContractTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final List<String> LISTENING =
      List.of("sh", "-c", "grep -q ':0050 .* 0A ' /proc/net/tcp /proc/net/tcp6");

  private static @Nullable TestNetwork network;
  private static @Nullable TestDockerd dockerd;
  private static @Nullable DockerRuntime runtime;
  private static @Nullable Path folder;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    TestDockerd.assumeInstalled();
    var net = TestNetwork.create();
    network = net;
    folder = Files.createTempDirectory("navarch-dkr"); // short: sockets have short paths
    dockerd = TestDockerd.start(folder, net.node());
    var properties =
        Defaults.with(
            NetworkProperties.class,
            Map.of(
                "cni-plugin-directories", TestDockerd.plugins().toString(),
                "cni-state-directory", folder.resolve("cni").toString(),
                "bridge", "docker-test"));
    var pods = CniPodNetwork.of(properties, net.node(), new ProcessCommandRunner());
    pods.use("node", List.of("10.99.0.0/24"));
    runtime =
        new DockerRuntime(
            Defaults.with(
                RuntimeProperties.class, Map.of("endpoint", dockerd.endpoint().toString())),
            Defaults.with(
                DockerProperties.class,
                Map.of("sandbox-image", PauseImageArchive.NAME, "restrict-oom-score", "true")),
            pods,
            net.node());
  }

  @AfterEach
  void removeSandboxes() {
    if (runtime != null) {
      for (var sandbox : runtime.listSandboxes(Map.of())) {
        runtime.stopSandbox(sandbox.id());
        runtime.removeSandbox(sandbox.id());
      }
    }
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    if (runtime != null) {
      runtime.close();
    }
    if (dockerd != null) {
      dockerd.stop();
    }
    if (network != null) {
      network.close();
    }
    if (folder != null) {
      io.navarch.nodeagent.volume.FileTrees.delete(folder);
    }
  }

  private static SpdyClient connect(URI address, String protocol) throws IOException {
    var socket = Objects.requireNonNull(network).node().openSocket().socket();
    return SpdyClient.connect(socket, address, protocol);
  }

  private SpdyClient command(String... command) throws IOException {
    var container = aRunningContainer(aSandbox(), "sleep", "1000");
    var wanted = new StreamRequest(List.of(command), false, true, true, true);
    return connect(runtime().execStream(container, wanted), "v4.channel.k8s.io");
  }

  @Test
  void aCommandReadsItsInputToTheEndAndItsExitCodeIsTold() throws IOException {
    try (var client = command("sh", "-c", "cat; echo bad >&2; exit 3")) {
      int error = client.open(Map.of("streamtype", "error"));
      int stdin = client.open(Map.of("streamtype", "stdin"));
      int stdout = client.open(Map.of("streamtype", "stdout"));
      int stderr = client.open(Map.of("streamtype", "stderr"));

      client.sendAll(stdin, "hello");
      var received = client.receiveAll();

      assertThat(received.get(stdout)).isEqualTo("hello");
      assertThat(received.get(stderr)).isEqualTo("bad\n");
      assertThat(received.get(error)).contains("NonZeroExitCode").contains("\"message\":\"3\"");
    }
  }

  @Test
  void thePortsOfAPodAreForwarded() throws IOException {
    var sandbox = aSandbox();
    var container = aRunningContainer(sandbox, "busybox", "nc", "-l", "-p", "80", "-e", "cat");
    await().until(() -> runtime().execute(container, LISTENING, LIMIT).exitCode() == 0);
    var address = runtime().portForwardStream(sandbox, List.of(80));
    try (var client = connect(address, "portforward.k8s.io")) {
      var headers = Map.of("port", "80", "requestid", "0", "streamtype", "error");
      int error = client.open(headers);
      var data = new HashMap<>(headers);
      data.put("streamtype", "data");
      int content = client.open(data);

      client.sendAll(content, "question");
      var received = client.receiveAll();

      assertThat(received.get(content)).isEqualTo("question");
      assertThat(received.get(error)).isEmpty();
    }
  }

  @Test
  void aTerminalsOutputIsInTheLog() {
    var config = configs().container("sh", "-c", "echo one; echo two").toBuilder().tty(true);
    var container = create(aSandbox(), config.build());
    runtime().startContainer(container);

    await()
        .untilAsserted(() ->
            assertThat(Files.readString(log(container)))
                .containsPattern("stdout F one\r?\n.*stdout F two"));
  }

  @Override
  protected ContainerRuntime runtime() {
    return Objects.requireNonNull(runtime);
  }

  @Override
  protected String image() {
    return PauseImageArchive.NAME;
  }

  @Override
  protected Path folder() {
    return Objects.requireNonNull(folder);
  }
}
