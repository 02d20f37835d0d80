package io.navarch.nodeagent.runtime.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.navarch.nodeagent.lifecycle.ContainerLabels;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.ContainerRuntimeContractTest;
import io.navarch.nodeagent.runtime.ContainerState;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.RuntimeStatus;
import io.navarch.testing.fakes.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated runtime obeys the law of runtimes, and plays what annotations ask for. */
class SimulatedRuntimeTest extends ContainerRuntimeContractTest {

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock();
  private final SimulatedRuntime runtime = new SimulatedRuntime(clock);

  SimulatedRuntimeTest() {
    runtime.updatePodRange("10.244.7.0/29");
  }

  @Override
  protected ContainerRuntime runtime() {
    return runtime;
  }

  @Override
  protected String image() {
    return "registry.example/app:1";
  }

  @Override
  protected Path folder() {
    return folder;
  }

  private ContainerId annotated(Map<String, String> annotations, String role) {
    var sandbox = configs().sandbox().toBuilder().annotations(annotations).build();
    var config = configs().container("/server");
    var all = new HashMap<>(config.annotations());
    all.put(ContainerLabels.ROLE, role);
    var container =
        runtime.createContainer(
            runtime.runSandbox(sandbox), config.toBuilder().annotations(all).build(), sandbox);
    runtime.startContainer(container);
    return container;
  }

  @Test
  void aContainerWithoutFurtherWordsRunsOn() {
    var container = annotated(Map.of(), ContainerLabels.MAIN);

    clock.advance(Duration.ofDays(100));

    assertThat(status(container).state()).isInstanceOf(ContainerState.Running.class);
  }

  @Test
  void anInitContainerSucceedsAtOnce() {
    var container = annotated(Map.of(), ContainerLabels.INIT);

    assertThat(awaitEnd(container).exitCode()).isZero();
  }

  @Test
  void annotationsSayHowLongMainContainersRunAndHowTheyEnd() {
    var container =
        annotated(Map.of(Conduct.RUNS_FOR, "90s", Conduct.EXIT_CODE, "7"), ContainerLabels.MAIN);
    var begun = clock.instant();

    clock.advance(Duration.ofSeconds(89));
    assertThat(status(container).state()).isEqualTo(new ContainerState.Running(begun));
    clock.advance(Duration.ofSeconds(5));
    assertThat(status(container).state())
        .isEqualTo(new ContainerState.Exited(begun, begun.plusSeconds(90), 7, "Error", ""));
  }

  @Test
  void annotationsWithANameSpeakOfThatContainerAlone() {
    var named = annotated(Map.of(Conduct.EXIT_CODE + ".main", "1"), ContainerLabels.SIDECAR);
    var other = annotated(Map.of(Conduct.EXIT_CODE + ".other", "1"), ContainerLabels.SIDECAR);

    assertThat(awaitEnd(named).exitCode()).isEqualTo(1);
    assertThat(status(other).state()).isInstanceOf(ContainerState.Running.class);
  }

  @Test
  void annotationsThatSayNothingAreRefused() {
    assertThatExceptionOfType(RuntimeFailure.class)
        .isThrownBy(() -> annotated(Map.of(Conduct.RUNS_FOR, "soon"), ContainerLabels.MAIN))
        .withMessage("simulated.navarch.io/runs-for: \"soon\" is not a duration");
  }

  @Test
  void commandsThatDescribeThemselvesArePlayed() {
    var container = aRunningContainer(aSandbox(), "/bin/sleep", "2m");

    clock.advance(Duration.ofSeconds(119));
    assertThat(status(container).state()).isInstanceOf(ContainerState.Running.class);
    clock.advance(Duration.ofSeconds(1));
    assertThat(awaitEnd(container).exitCode()).isZero();
  }

  @Test
  void scriptsAreNotGuessedAt() {
    var container = aRunningContainer(aSandbox(), "sh", "-c", "sleep 1; exit 3");

    clock.advance(Duration.ofDays(1));

    assertThat(status(container).state()).isInstanceOf(ContainerState.Running.class);
  }

  @Test
  void saysInItsLogThatNothingRuns() throws IOException {
    var container = aRunningContainer(aSandbox(), "sleep", "1");

    assertThat(Files.readString(log(container)))
        .isEqualTo(
            "%s stdout F This container is simulated: the image %s does not run here and writes nothing.%n"
                .formatted(clock.instant(), image()));
  }

  @Test
  void refusesCommandsPlainly() {
    var container = aRunningContainer(aSandbox(), "sleep", "1000");

    assertThatExceptionOfType(RuntimeFailure.class)
        .isThrownBy(() -> runtime.execute(container, List.of("true"), Duration.ZERO))
        .withMessageContaining("is simulated and does not really run");
  }

  @Test
  void addressesComeBackAndEndWithTheRange() {
    var first = aSandbox();
    for (int i = 1; i < 5; i++) {
      aSandbox();
    }
    assertThatExceptionOfType(RuntimeFailure.class).isThrownBy(this::aSandbox);

    var address = runtime.sandboxStatus(first).orElseThrow().addresses();
    runtime.stopSandbox(first);

    assertThat(runtime.sandboxStatus(aSandbox()).orElseThrow().addresses()).isEqualTo(address);
  }

  @Test
  void hasNoNetworkBeforeTheNodeHasItsRange() {
    assertThat(new SimulatedRuntime(clock).status().holds(RuntimeStatus.NETWORK_READY)).isFalse();
  }

  @Test
  void givesAnAddressOfEachFamily() {
    runtime.updatePodRange("10.244.9.0/24,fd00:10:244:9::/64");

    assertThat(runtime.sandboxStatus(aSandbox()).orElseThrow().addresses())
        .containsExactly("10.244.9.2", "fd00:10:244:9:0:0:0:2");
  }
}
