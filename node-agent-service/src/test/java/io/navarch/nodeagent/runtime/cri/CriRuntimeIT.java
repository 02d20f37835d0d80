package io.navarch.nodeagent.runtime.cri;

import io.navarch.nodeagent.network.TestNetwork;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.PauseImageArchive;
import io.navarch.nodeagent.runtime.RealContainersContractTest;
import io.navarch.nodeagent.runtime.RuntimeProperties;
import io.navarch.nodeagent.runtime.RuntimeStatus;
import io.navarch.nodeagent.testing.Defaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The CRI adapter obeys the law of runtimes, with a real containerd. */
class CriRuntimeIT extends RealContainersContractTest {

  private static @Nullable TestNetwork network;
  private static @Nullable TestContainerd containerd;
  private static @Nullable CriRuntime runtime;
  private static @Nullable Path folder;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    TestContainerd.assumeInstalled();
    var net = TestNetwork.create();
    network = net;
    folder = Files.createTempDirectory("navarch-cri"); // short: sockets have short paths
    containerd = TestContainerd.start(folder, net.node());
    var endpoint = Map.of("endpoint", containerd.endpoint().toString());
    var started = new CriRuntime(Defaults.with(RuntimeProperties.class, endpoint));
    runtime = started;
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> started.status().holds(RuntimeStatus.NETWORK_READY));
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
    if (containerd != null) {
      containerd.stop();
    }
    if (network != null) {
      network.close();
    }
    if (folder != null) {
      io.navarch.nodeagent.volume.FileTrees.delete(folder);
    }
  }

  @Override
  protected ContainerRuntime runtime() {
    return java.util.Objects.requireNonNull(runtime);
  }

  @Override
  protected String image() {
    return PauseImageArchive.NAME;
  }

  @Override
  protected Path folder() {
    return java.util.Objects.requireNonNull(folder);
  }
}
