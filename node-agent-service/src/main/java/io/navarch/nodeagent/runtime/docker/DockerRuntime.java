package io.navarch.nodeagent.runtime.docker;

import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventActor;
import io.navarch.nodeagent.network.NetworkNamespace;
import io.navarch.nodeagent.network.PodNetwork;
import io.navarch.nodeagent.runtime.Container;
import io.navarch.nodeagent.runtime.ContainerConfig;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.ExecResult;
import io.navarch.nodeagent.runtime.Image;
import io.navarch.nodeagent.runtime.ImageFilesystem;
import io.navarch.nodeagent.runtime.LinuxResources;
import io.navarch.nodeagent.runtime.RegistryCredentials;
import io.navarch.nodeagent.runtime.RuntimeEvents;
import io.navarch.nodeagent.runtime.RuntimeProperties;
import io.navarch.nodeagent.runtime.RuntimeStatus;
import io.navarch.nodeagent.runtime.RuntimeVersion;
import io.navarch.nodeagent.runtime.Sandbox;
import io.navarch.nodeagent.runtime.SandboxConfig;
import io.navarch.nodeagent.runtime.SandboxId;
import io.navarch.nodeagent.runtime.SandboxStatus;
import io.navarch.nodeagent.runtime.StreamRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Speaks the API of Docker's engine. */
final class DockerRuntime implements ContainerRuntime, RuntimeEvents, AutoCloseable {

  private final Engine engine;
  private final PodNetwork network;
  private final DockerImages images;
  private final DockerSandboxes sandboxes;
  private final DockerContainers containers;
  private final ContainerLogs logs;
  private final DockerStreams streams;

  DockerRuntime(
      RuntimeProperties runtime,
      DockerProperties docker,
      PodNetwork network,
      NetworkNamespace namespace) {
    this.engine = new Engine(runtime.endpoint(), runtime.requestTimeout());
    this.network = network;
    this.images = new DockerImages(engine, runtime.pullTimeout());
    var requests = new Requests(docker, OomScore.of(docker));
    this.sandboxes = new DockerSandboxes(engine, images, network, docker, requests);
    this.logs = new ContainerLogs(engine);
    this.containers = new DockerContainers(engine, images, sandboxes, logs, requests);
    this.streams = new DockerStreams(engine, sandboxes, namespace);
    logs.resume();
  }

  @Override
  public RuntimeVersion version() {
    var answer = engine.ask(docker -> docker.versionCmd().exec());
    return new RuntimeVersion("docker", Objects.requireNonNullElse(answer.getVersion(), ""));
  }

  @Override
  public RuntimeStatus status() {
    engine.tell(docker -> docker.pingCmd().exec());
    boolean attached = network.isReady();
    return new RuntimeStatus(
        List.of(
            new RuntimeStatus.Condition(RuntimeStatus.RUNTIME_READY, true, "", ""),
            new RuntimeStatus.Condition(
                RuntimeStatus.NETWORK_READY,
                attached,
                attached ? "" : "NetworkPluginNotReady",
                attached ? "" : "the node has no range of Pod addresses yet")),
        List.of(new RuntimeStatus.Handler("", false, false)));
  }

  /** The Pod network learns its range from the agent, the engine has no part in it. */
  @Override
  public void updatePodRange(String podRange) {}

  @Override
  public SandboxId runSandbox(SandboxConfig config) {
    return sandboxes.run(config);
  }

  @Override
  public void stopSandbox(SandboxId sandbox) {
    sandboxes.stop(sandbox);
  }

  @Override
  public void removeSandbox(SandboxId sandbox) {
    sandboxes.remove(sandbox);
  }

  @Override
  public Optional<SandboxStatus> sandboxStatus(SandboxId sandbox) {
    return sandboxes.status(sandbox);
  }

  @Override
  public List<Sandbox> listSandboxes(Map<String, String> labels) {
    return sandboxes.list(labels);
  }

  @Override
  public ContainerId createContainer(
      SandboxId sandbox, ContainerConfig config, SandboxConfig within) {
    return containers.create(sandbox, config, within);
  }

  @Override
  public void startContainer(ContainerId container) {
    containers.start(container);
  }

  @Override
  public void stopContainer(ContainerId container, Duration grace) {
    containers.stop(container, grace);
  }

  @Override
  public void removeContainer(ContainerId container) {
    containers.remove(container);
  }

  @Override
  public List<Container> listContainers(Map<String, String> labels) {
    return containers.list(labels);
  }

  @Override
  public Optional<ContainerStatus> containerStatus(ContainerId container) {
    return containers.status(container);
  }

  @Override
  public void updateResources(ContainerId container, LinuxResources resources) {
    containers.update(container, resources);
  }

  @Override
  public void reopenLog(ContainerId container) {
    containers.reopenLog(container);
  }

  @Override
  public ExecResult execute(ContainerId container, List<String> command, Duration timeout) {
    return containers.execute(container, command, timeout);
  }

  @Override
  public URI execStream(ContainerId container, StreamRequest request) {
    return streams.exec(container, request);
  }

  @Override
  public URI attachStream(ContainerId container, StreamRequest request) {
    return streams.attach(container, request);
  }

  @Override
  public URI portForwardStream(SandboxId sandbox, List<Integer> ports) {
    return streams.portForward(sandbox);
  }

  @Override
  public List<Image> listImages() {
    return images.list();
  }

  @Override
  public Optional<Image> findImage(String reference) {
    return images.find(reference);
  }

  @Override
  public String pullImage(
      String reference, Optional<RegistryCredentials> credentials, SandboxConfig within) {
    return images.pull(reference, credentials);
  }

  @Override
  public void removeImage(String imageId) {
    images.remove(imageId);
  }

  @Override
  public List<ImageFilesystem> imageFilesystems() {
    return images.filesystems();
  }

  @Override
  public void follow(Consumer<String> changedPod) {
    try {
      engine
          .client()
          .eventsCmd()
          .withEventTypeFilter("container")
          .withLabelFilter(Words.TYPE)
          .exec(new Arrivals<Event>(event -> podOf(event).ifPresent(changedPod)))
          .await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      throw EngineFailures.translate(e, engine.endpoint());
    }
  }

  private static Optional<String> podOf(Event event) {
    return Optional.ofNullable(event.getActor())
        .map(EventActor::getAttributes)
        .map(words -> Words.get(words, Words.UID))
        .filter(uid -> !uid.isEmpty());
  }

  @Override
  public void close() throws IOException {
    streams.close();
    logs.close();
    engine.close();
  }
}
