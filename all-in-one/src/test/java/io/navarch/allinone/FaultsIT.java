package io.navarch.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A control plane of processes of their own whose processes are killed while four clients write:
 * whatever was acknowledged is there afterwards.
 */
@Timeout(600)
@TestInstance(Lifecycle.PER_CLASS)
class FaultsIT {

  private static final int WRITERS = 4;
  private static final int BEFORE = 40;
  private static final int AFTER = 80;

  private Navarch navarch;
  private KubernetesClient client;

  @BeforeAll
  void start(@TempDir Path folder) {
    assumeTrue(
        Files.isDirectory(Path.of("/proc/self")), "skipped: processes are looked for in /proc");
    navarch = new Navarch(folder.resolve("cluster"));
    var up = navarch.tryUp("--separate", "--services", "api-server", "--nodes", "0");
    assertThat(up.succeeded()).as(up.output()).isTrue();
    client = navarch.connect();
  }

  @AfterAll
  void clear() {
    if (client != null) {
      client.close();
    }
    if (navarch != null) {
      navarch.close();
    }
  }

  @Test
  void acknowledgedWritesOutliveAKilledApiServer() {
    verifyNothingIsLost(
        "api",
        () -> {
          var server = navarch.process("api-server");
          server.destroyForcibly();
          await().atMost(Duration.ofSeconds(20)).until(() -> !server.isAlive());
          navarch.succeed("start", "api-server");
        });
  }

  @Test
  void acknowledgedWritesOutliveAKilledStoreWhichComesBackByItself() throws IOException {
    var pid = Files.readString(navarch.folder().resolve("redis/redis.pid")).strip();

    verifyNothingIsLost(
        "redis", () -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly());
  }

  /** Writes until some are acknowledged, lets the fault happen, and goes on until more are. */
  private void verifyNothingIsLost(String prefix, Runnable fault) {
    var acknowledged = new ConcurrentSkipListSet<String>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers =
          IntStream.range(0, WRITERS)
              .mapToObj(i -> executor.submit(() -> write(prefix + "-" + i, acknowledged)))
              .toList();
      try {
        await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= BEFORE);
        fault.run();
        int atFault = acknowledged.size();
        await().atMost(Duration.ofSeconds(120)).until(() -> acknowledged.size() >= atFault + AFTER);
      } finally {
        writers.forEach(writer -> writer.cancel(true));
        executor.shutdownNow();
      }
    }
    assertThat(stored(prefix)).containsAll(acknowledged);
  }

  /** One object after the other; those whose creation was acknowledged are noted. */
  private void write(String prefix, Set<String> acknowledged) {
    for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
      var name = prefix + "-" + i;
      try {
        var map =
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withData(Map.of("i", Integer.toString(i)))
                .build();
        client.configMaps().inNamespace("default").resource(map).create();
        acknowledged.add(name);
      } catch (KubernetesClientException e) {
        continue; // not acknowledged: it may be there or not
      }
    }
  }

  private Set<String> stored(String prefix) {
    var names = new TreeSet<String>();
    client.configMaps().inNamespace("default").list().getItems().stream()
        .map(map -> map.getMetadata().getName())
        .filter(name -> name.startsWith(prefix))
        .forEach(names::add);
    return names;
  }
}
