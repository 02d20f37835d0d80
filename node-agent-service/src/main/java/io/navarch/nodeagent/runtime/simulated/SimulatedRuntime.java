package io.navarch.nodeagent.runtime.simulated;

import io.navarch.nodeagent.runtime.Container;
import io.navarch.nodeagent.runtime.ContainerConfig;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.ContainerState;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.ExecResult;
import io.navarch.nodeagent.runtime.Image;
import io.navarch.nodeagent.runtime.ImageFilesystem;
import io.navarch.nodeagent.runtime.LinuxResources;
import io.navarch.nodeagent.runtime.RegistryCredentials;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.RuntimeStatus;
import io.navarch.nodeagent.runtime.RuntimeVersion;
import io.navarch.nodeagent.runtime.Sandbox;
import io.navarch.nodeagent.runtime.SandboxConfig;
import io.navarch.nodeagent.runtime.SandboxId;
import io.navarch.nodeagent.runtime.SandboxStatus;
import io.navarch.nodeagent.runtime.StreamRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import lombok.RequiredArgsConstructor;

/**
 * Keeps sandboxes and containers in memory and runs nothing. All else is as with a real runtime:
 * Pods get addresses, containers start, end and are ended. {@link Conduct} says how long they run.
 * What it kept is lost with the process, as by a reboot of the node.
 */
@RequiredArgsConstructor
final class SimulatedRuntime implements ContainerRuntime {

  private static final RuntimeVersion VERSION = new RuntimeVersion("simulated", "1.0");

  private final Clock clock;
  private final AddressPool addresses = new AddressPool();
  private final SimulatedImages images = new SimulatedImages();
  private final Map<SandboxId, SimulatedSandbox> sandboxes = new ConcurrentHashMap<>();
  private final Map<ContainerId, SimulatedContainer> containers = new ConcurrentHashMap<>();

  @Override
  public RuntimeVersion version() {
    return VERSION;
  }

  @Override
  public RuntimeStatus status() {
    boolean network = addresses.isReady();
    return new RuntimeStatus(
        List.of(
            new RuntimeStatus.Condition(RuntimeStatus.RUNTIME_READY, true, "", ""),
            new RuntimeStatus.Condition(
                RuntimeStatus.NETWORK_READY,
                network,
                network ? "" : "NetworkPluginNotReady",
                network ? "" : "the node has no range of Pod addresses yet")),
        List.of(new RuntimeStatus.Handler("", false, false)));
  }

  @Override
  public void updatePodRange(String podRange) {
    addresses.use(podRange);
  }

  @Override
  public SandboxId runSandbox(SandboxConfig config) {
    List<String> own = List.of();
    if (!SimulatedSandbox.isInNodeNetwork(config)) {
      own = addresses.take();
      if (own.isEmpty()) {
        throw new RuntimeFailure(
            RuntimeFailure.Code.OTHER,
            "failed to set up the network of the sandbox: no Pod address is free");
      }
    }
    var sandbox = new SimulatedSandbox(new SandboxId(id()), config, own, true, clock.instant());
    sandboxes.put(sandbox.id(), sandbox);
    return sandbox.id();
  }

  private static String id() {
    return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
  }

  @Override
  public void stopSandbox(SandboxId sandbox) {
    sandboxes.computeIfPresent(
        sandbox,
        (_, present) -> {
          addresses.giveBack(present.addresses());
          return present.withReady(false).withAddresses(List.of());
        });
    change(sandbox, container -> container.stopped(clock.instant()));
  }

  private void change(SandboxId sandbox, UnaryOperator<SimulatedContainer> change) {
    containers.replaceAll((_, container) ->
        container.sandbox().equals(sandbox) ? change.apply(container) : container);
  }

  @Override
  public void removeSandbox(SandboxId sandbox) {
    stopSandbox(sandbox);
    containers.values().removeIf(container -> container.sandbox().equals(sandbox));
    sandboxes.remove(sandbox);
  }

  @Override
  public Optional<SandboxStatus> sandboxStatus(SandboxId sandbox) {
    return Optional.ofNullable(sandboxes.get(sandbox)).map(SimulatedSandbox::status);
  }

  @Override
  public List<Sandbox> listSandboxes(Map<String, String> labels) {
    return sandboxes.values().stream()
        .filter(s -> s.config().labels().entrySet().containsAll(labels.entrySet()))
        .map(SimulatedSandbox::listed)
        .toList();
  }

  @Override
  public ContainerId createContainer(
      SandboxId sandbox, ContainerConfig config, SandboxConfig within) {
    var home = sandboxes.get(sandbox);
    if (home == null) {
      throw notFound("sandbox", sandbox.value());
    }
    if (!home.ready()) {
      throw new RuntimeFailure(
          RuntimeFailure.Code.OTHER, "sandbox \"%s\" is not ready".formatted(sandbox));
    }
    var container =
        new SimulatedContainer(
            new ContainerId(id()),
            sandbox,
            config,
            images.find(config.image()),
            Path.of(within.logDirectory(), config.logPath()),
            Conduct.of(within.annotations(), config),
            clock.instant(),
            Optional.empty(),
            Optional.empty());
    containers.put(container.id(), container);
    return container.id();
  }

  @Override
  public void startContainer(ContainerId container) {
    var started = containers.computeIfPresent(container, (_, present) -> started(present));
    if (started == null) {
      throw notFound("container", container.value());
    }
    SimulatedLog.begin(started.log(), started.config(), clock.instant());
  }

  private SimulatedContainer started(SimulatedContainer container) {
    if (!(container.state(clock.instant()) instanceof ContainerState.Created)) {
      throw new RuntimeFailure(
          RuntimeFailure.Code.OTHER,
          "container \"%s\" was started before".formatted(container.id()));
    }
    return container.started(clock.instant());
  }

  @Override
  public void stopContainer(ContainerId container, Duration grace) {
    containers.computeIfPresent(container, (_, present) -> present.stopped(clock.instant()));
  }

  @Override
  public void removeContainer(ContainerId container) {
    containers.remove(container);
  }

  @Override
  public List<Container> listContainers(Map<String, String> labels) {
    var now = clock.instant();
    return containers.values().stream()
        .filter(c -> c.config().labels().entrySet().containsAll(labels.entrySet()))
        .map(c -> c.listed(now))
        .toList();
  }

  @Override
  public Optional<ContainerStatus> containerStatus(ContainerId container) {
    return Optional.ofNullable(containers.get(container)).map(c -> c.status(clock.instant()));
  }

  @Override
  public void updateResources(ContainerId container, LinuxResources resources) {
    get(container);
    containers.computeIfPresent(
        container, (_, c) -> c.withConfig(c.config().toBuilder().resources(resources).build()));
  }

  @Override
  public void reopenLog(ContainerId container) {
    SimulatedLog.reopen(get(container).log());
  }

  private SimulatedContainer get(ContainerId id) {
    var container = containers.get(id);
    if (container == null) {
      throw notFound("container", id.value());
    }
    return container;
  }

  private static RuntimeFailure notFound(String what, String id) {
    return new RuntimeFailure(
        RuntimeFailure.Code.NOT_FOUND, "%s \"%s\": not found".formatted(what, id));
  }

  @Override
  public ExecResult execute(ContainerId container, List<String> command, Duration timeout) {
    throw refusal("a command can't be executed");
  }

  @Override
  public URI execStream(ContainerId container, StreamRequest request) {
    throw refusal("a command can't be executed");
  }

  @Override
  public URI attachStream(ContainerId container, StreamRequest request) {
    throw refusal("there is no process to attach to");
  }

  @Override
  public URI portForwardStream(SandboxId sandbox, List<Integer> ports) {
    throw refusal("no process listens on its ports");
  }

  private static RuntimeFailure refusal(String what) {
    return new RuntimeFailure(
        RuntimeFailure.Code.UNIMPLEMENTED,
        "the container is simulated and does not really run: " + what);
  }

  @Override
  public List<Image> listImages() {
    return images.list();
  }

  @Override
  public Optional<Image> findImage(String reference) {
    return Optional.of(images.find(reference));
  }

  @Override
  public String pullImage(
      String reference, Optional<RegistryCredentials> credentials, SandboxConfig within) {
    return images.find(reference).id();
  }

  @Override
  public void removeImage(String imageId) {
    images.remove(imageId);
  }

  @Override
  public List<ImageFilesystem> imageFilesystems() {
    return List.of();
  }
}
