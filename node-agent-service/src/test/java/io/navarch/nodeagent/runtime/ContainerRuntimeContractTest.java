package io.navarch.nodeagent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import io.navarch.nodeagent.log.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The law of every container runtime. Subclasses supply the runtime and an image that it has. */
public abstract class ContainerRuntimeContractTest {

  protected static final ContainerId NO_CONTAINER = new ContainerId("0123456789abcdef");
  protected static final SandboxId NO_SANDBOX = new SandboxId("0123456789abcdef");
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofSeconds(1);

  private RuntimeConfigs configs;

  protected abstract ContainerRuntime runtime();

  /** A reference that the runtime has, or finds at once. */
  protected abstract String image();

  /** A folder that ends with the test. */
  protected abstract Path folder();

  @BeforeEach
  void prepare() {
    configs = new RuntimeConfigs(folder(), image());
  }

  protected final RuntimeConfigs configs() {
    return configs;
  }

  protected final SandboxId aSandbox() {
    return runtime().runSandbox(configs.sandbox());
  }

  protected final ContainerId aContainer(SandboxId sandbox, String... command) {
    return create(sandbox, configs.container(command));
  }

  protected final ContainerId create(SandboxId sandbox, ContainerConfig config) {
    try {
      Files.createDirectories(Path.of(configs.sandbox().logDirectory()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return runtime().createContainer(sandbox, config, configs.sandbox());
  }

  protected final ContainerId aRunningContainer(SandboxId sandbox, String... command) {
    var container = aContainer(sandbox, command);
    runtime().startContainer(container);
    return container;
  }

  protected final ContainerStatus status(ContainerId container) {
    return runtime().containerStatus(container).orElseThrow();
  }

  protected final ContainerState.Exited awaitEnd(ContainerId container) {
    await().atMost(LIMIT).until(() -> status(container).state() instanceof ContainerState.Exited);
    return (ContainerState.Exited) status(container).state();
  }

  protected final Path log(ContainerId container) {
    return Path.of(status(container).logPath());
  }

  @Test
  void tellsWhatItIsAndThatItCanRunPods() {
    assertThat(runtime().version().name()).isNotEmpty();
    assertThat(runtime().status().holds(RuntimeStatus.RUNTIME_READY)).isTrue();
    assertThat(runtime().status().holds(RuntimeStatus.NETWORK_READY)).isTrue();
  }

  @Test
  void aSandboxIsReadyWithAnAddressAndTheWordsItWasGiven() {
    var status = runtime().sandboxStatus(aSandbox()).orElseThrow();

    assertThat(status.ready()).isTrue();
    assertThat(status.addresses()).hasSize(1).allMatch(ip -> ip.matches("\\d+(\\.\\d+){3}"));
    assertThat(status.nodeNetwork()).isFalse();
    assertThat(status.attempt()).isEqualTo(2);
    assertThat(status.labels()).containsAllEntriesOf(configs.labels());
  }

  @Test
  void twoSandboxesHaveDifferentAddresses() {
    var one = runtime().sandboxStatus(aSandbox()).orElseThrow();
    configs = new RuntimeConfigs(folder(), image());
    var other = runtime().sandboxStatus(aSandbox()).orElseThrow();

    assertThat(one.addresses()).doesNotContainAnyElementsOf(other.addresses());
  }

  @Test
  void aSandboxInTheNodesNetworkHasNoAddressOfItsOwn() {
    var sandbox = runtime().runSandbox(configs.inNodeNetwork());

    var status = runtime().sandboxStatus(sandbox).orElseThrow();
    assertThat(status.addresses()).isEmpty();
    assertThat(status.nodeNetwork()).isTrue();
  }

  @Test
  void listsSandboxesByLabels() {
    var sandbox = aSandbox();

    assertThat(runtime().listSandboxes(configs.labels())).extracting(Sandbox::id).contains(sandbox);
    assertThat(runtime().listSandboxes(Map.of("app", "another"))).isEmpty();
  }

  @Test
  void aStoppedSandboxIsNotReadyAndItsContainersHaveEnded() {
    var sandbox = aSandbox();
    var container = aRunningContainer(sandbox, "sleep", "1000");

    runtime().stopSandbox(sandbox);
    runtime().stopSandbox(sandbox);

    assertThat(runtime().sandboxStatus(sandbox).orElseThrow().ready()).isFalse();
    awaitEnd(container);
  }

  @Test
  void aRemovedSandboxTakesItsContainersAlong() {
    var sandbox = aSandbox();
    var container = aRunningContainer(sandbox, "sleep", "1000");

    runtime().stopSandbox(sandbox);
    runtime().removeSandbox(sandbox);
    runtime().removeSandbox(sandbox);

    assertThat(runtime().sandboxStatus(sandbox)).isEmpty();
    assertThat(runtime().containerStatus(container)).isEmpty();
    assertThat(runtime().listContainers(configs.labels())).isEmpty();
  }

  @Test
  void aCreatedContainerDoesNotRunYet() {
    var container = aContainer(aSandbox(), "sleep", "1000");

    assertThat(status(container).state()).isInstanceOf(ContainerState.Created.class);
  }

  @Test
  void aStartedContainerRunsAndHasTheWordsItWasGiven() {
    var sandbox = aSandbox();
    var container = aRunningContainer(sandbox, "sleep", "1000");

    var status = status(container);
    assertThat(status.state()).isInstanceOf(ContainerState.Running.class);
    assertThat(status.name()).isEqualTo("main");
    assertThat(status.attempt()).isEqualTo(3);
    assertThat(status.labels()).containsAllEntriesOf(configs.labels());
    assertThat(status.annotations()).containsEntry("note", "kept");
    assertThat(status.logPath()).isEqualTo(configs.sandbox().logDirectory() + "/main.log");
    assertThat(runtime().listContainers(configs.labels()))
        .anyMatch(c ->
            c.id().equals(container)
                && c.sandbox().equals(sandbox)
                && c.phase() == Container.Phase.RUNNING);
  }

  @Test
  void aContainerThatSucceedsIsCompleted() {
    var container = aRunningContainer(aSandbox(), "true");

    var end = awaitEnd(container);

    assertThat(end.exitCode()).isZero();
    assertThat(end.reason()).isEqualTo("Completed");
    assertThat(end.finishedAt()).isAfterOrEqualTo(end.startedAt());
  }

  @Test
  void aContainerThatFailsKeepsItsExitCode() {
    var container = aRunningContainer(aSandbox(), "sh", "-c", "exit 3");

    var end = awaitEnd(container);

    assertThat(end.exitCode()).isEqualTo(3);
    assertThat(end.reason()).isEqualTo("Error");
  }

  @Test
  void aContainerThatIsStoppedHasFailed() {
    var container = aRunningContainer(aSandbox(), "sleep", "1000");

    runtime().stopContainer(container, GRACE);
    runtime().stopContainer(container, GRACE);

    assertThat(awaitEnd(container).exitCode()).isBetween(128, 143);
  }

  @Test
  void aRemovedContainerIsForgottenEvenIfItRan() {
    var container = aRunningContainer(aSandbox(), "sleep", "1000");

    runtime().removeContainer(container);
    runtime().removeContainer(container);

    assertThat(runtime().containerStatus(container)).isEmpty();
    assertThat(runtime().listContainers(configs.labels())).isEmpty();
  }

  @Test
  void aContainerWritesALogInTheCommonFormat() throws IOException {
    var container = aRunningContainer(aSandbox(), "sh", "-c", "echo hello");

    await().atMost(LIMIT).until(() -> Files.exists(log(container)) && lines(container) > 0);

    assertThat(Files.readAllLines(log(container))).allMatch(l -> LogLine.parse(l).isPresent());
  }

  private long lines(ContainerId container) throws IOException {
    return Files.readAllLines(log(container)).size();
  }

  @Test
  void whatDoesNotExistIsNoStatusAndNoFailureToEnd() {
    assertThat(runtime().containerStatus(NO_CONTAINER)).isEmpty();
    assertThat(runtime().sandboxStatus(NO_SANDBOX)).isEmpty();
    assertThatNoException()
        .isThrownBy(() -> {
          runtime().stopContainer(NO_CONTAINER, GRACE);
          runtime().removeContainer(NO_CONTAINER);
          runtime().stopSandbox(NO_SANDBOX);
          runtime().removeSandbox(NO_SANDBOX);
        });
  }

  @Test
  void nothingIsMadeOrStartedInWhatDoesNotExist() {
    assertThatExceptionOfType(RuntimeFailure.class)
        .isThrownBy(() -> aContainer(NO_SANDBOX, "true"))
        .matches(RuntimeFailure::isNotFound);
    assertThatExceptionOfType(RuntimeFailure.class)
        .isThrownBy(() -> runtime().startContainer(NO_CONTAINER))
        .matches(RuntimeFailure::isNotFound);
    assertThatExceptionOfType(RuntimeFailure.class)
        .isThrownBy(() -> runtime().reopenLog(NO_CONTAINER))
        .matches(RuntimeFailure::isNotFound);
  }

  @Test
  void findsAndListsItsImages() {
    var image = runtime().findImage(image()).orElseThrow();

    assertThat(image.id()).startsWith("sha256:");
    assertThat(runtime().listImages()).extracting(Image::id).contains(image.id());
    assertThat(runtime().findImage(image.id())).map(Image::id).isEqualTo(Optional.of(image.id()));
    assertThat(List.copyOf(image.tags())).contains(image());
  }
}
