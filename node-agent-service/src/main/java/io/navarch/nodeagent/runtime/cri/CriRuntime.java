package io.navarch.nodeagent.runtime.cri;

import static io.navarch.nodeagent.runtime.cri.CriFailures.ifFound;
import static io.navarch.nodeagent.runtime.cri.CriFailures.translating;

import io.grpc.StatusRuntimeException;
import io.navarch.cri.ContainerFilter;
import io.navarch.cri.ContainerStatusRequest;
import io.navarch.cri.CreateContainerRequest;
import io.navarch.cri.ExecSyncRequest;
import io.navarch.cri.GetEventsRequest;
import io.navarch.cri.ListContainersRequest;
import io.navarch.cri.ListPodSandboxRequest;
import io.navarch.cri.NetworkConfig;
import io.navarch.cri.PodSandboxFilter;
import io.navarch.cri.PodSandboxStatusRequest;
import io.navarch.cri.RemoveContainerRequest;
import io.navarch.cri.RemovePodSandboxRequest;
import io.navarch.cri.ReopenContainerLogRequest;
import io.navarch.cri.RunPodSandboxRequest;
import io.navarch.cri.RuntimeConfig;
import io.navarch.cri.RuntimeServiceGrpc;
import io.navarch.cri.RuntimeServiceGrpc.RuntimeServiceBlockingStub;
import io.navarch.cri.StartContainerRequest;
import io.navarch.cri.StatusRequest;
import io.navarch.cri.StopContainerRequest;
import io.navarch.cri.StopPodSandboxRequest;
import io.navarch.cri.UpdateContainerResourcesRequest;
import io.navarch.cri.UpdateRuntimeConfigRequest;
import io.navarch.cri.VersionRequest;
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
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Speaks the Container Runtime Interface, version 1: containerd, CRI-O. */
final class CriRuntime implements ContainerRuntime, RuntimeEvents, AutoCloseable {

  private final CriChannel channel;
  private final RuntimeServiceBlockingStub calls;
  private final CriImages images;
  private final CriStreams streams;
  private final Duration timeout;

  CriRuntime(RuntimeProperties properties) {
    this.channel = new CriChannel(properties.endpoint());
    this.calls = RuntimeServiceGrpc.newBlockingStub(channel.grpc());
    this.timeout = properties.requestTimeout();
    this.images = new CriImages(channel.grpc(), timeout, properties.pullTimeout());
    this.streams = new CriStreams(this::runtime);
  }

  private RuntimeServiceBlockingStub runtime() {
    return within(timeout);
  }

  private RuntimeServiceBlockingStub within(Duration limit) {
    return calls.withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public RuntimeVersion version() {
    var answer = translating(() -> runtime().version(VersionRequest.getDefaultInstance()));
    return new RuntimeVersion(answer.getRuntimeName(), answer.getRuntimeVersion());
  }

  @Override
  public RuntimeStatus status() {
    return Statuses.runtime(
        translating(() -> runtime().status(StatusRequest.getDefaultInstance())));
  }

  @Override
  public void updatePodRange(String podRange) {
    var config =
        RuntimeConfig.newBuilder()
            .setNetworkConfig(NetworkConfig.newBuilder().setPodCidr(podRange));
    var request = UpdateRuntimeConfigRequest.newBuilder().setRuntimeConfig(config).build();
    translating(() -> runtime().updateRuntimeConfig(request));
  }

  @Override
  public SandboxId runSandbox(SandboxConfig config) {
    var request =
        RunPodSandboxRequest.newBuilder()
            .setConfig(Requests.sandbox(config))
            .setRuntimeHandler(config.runtimeHandler())
            .build();
    return new SandboxId(
        translating(() -> within(timeout.multipliedBy(2)).runPodSandbox(request))
            .getPodSandboxId());
  }

  @Override
  public void stopSandbox(SandboxId sandbox) {
    var request = StopPodSandboxRequest.newBuilder().setPodSandboxId(sandbox.value()).build();
    var _ = ifFound(() -> runtime().stopPodSandbox(request));
  }

  @Override
  public void removeSandbox(SandboxId sandbox) {
    var request = RemovePodSandboxRequest.newBuilder().setPodSandboxId(sandbox.value()).build();
    var _ = ifFound(() -> runtime().removePodSandbox(request));
  }

  @Override
  public Optional<SandboxStatus> sandboxStatus(SandboxId sandbox) {
    var request = PodSandboxStatusRequest.newBuilder().setPodSandboxId(sandbox.value()).build();
    return Optional.ofNullable(ifFound(() -> runtime().podSandboxStatus(request)))
        .map(answer -> Statuses.sandbox(answer.getStatus()));
  }

  @Override
  public List<Sandbox> listSandboxes(Map<String, String> labels) {
    var request =
        ListPodSandboxRequest.newBuilder()
            .setFilter(PodSandboxFilter.newBuilder().putAllLabelSelector(labels))
            .build();
    return translating(() -> runtime().listPodSandbox(request)).getItemsList().stream()
        .map(Statuses::sandbox)
        .toList();
  }

  @Override
  public ContainerId createContainer(
      SandboxId sandbox, ContainerConfig config, SandboxConfig within) {
    var request =
        CreateContainerRequest.newBuilder()
            .setPodSandboxId(sandbox.value())
            .setConfig(Requests.container(config))
            .setSandboxConfig(Requests.sandbox(within))
            .build();
    return new ContainerId(translating(() -> runtime().createContainer(request)).getContainerId());
  }

  @Override
  public void startContainer(ContainerId container) {
    var request = StartContainerRequest.newBuilder().setContainerId(container.value()).build();
    translating(() -> runtime().startContainer(request));
  }

  @Override
  public void stopContainer(ContainerId container, Duration grace) {
    var request =
        StopContainerRequest.newBuilder()
            .setContainerId(container.value())
            .setTimeout(grace.toSeconds())
            .build();
    var _ = ifFound(() -> within(timeout.plus(grace)).stopContainer(request));
  }

  @Override
  public void removeContainer(ContainerId container) {
    var request = RemoveContainerRequest.newBuilder().setContainerId(container.value()).build();
    var _ = ifFound(() -> runtime().removeContainer(request));
  }

  @Override
  public List<Container> listContainers(Map<String, String> labels) {
    var request =
        ListContainersRequest.newBuilder()
            .setFilter(ContainerFilter.newBuilder().putAllLabelSelector(labels))
            .build();
    return translating(() -> runtime().listContainers(request)).getContainersList().stream()
        .map(Statuses::container)
        .toList();
  }

  @Override
  public Optional<ContainerStatus> containerStatus(ContainerId container) {
    var request = ContainerStatusRequest.newBuilder().setContainerId(container.value()).build();
    return Optional.ofNullable(ifFound(() -> runtime().containerStatus(request)))
        .map(answer -> Statuses.container(answer.getStatus()));
  }

  @Override
  public void updateResources(ContainerId container, LinuxResources resources) {
    var request =
        UpdateContainerResourcesRequest.newBuilder()
            .setContainerId(container.value())
            .setLinux(Requests.resources(resources))
            .build();
    translating(() -> runtime().updateContainerResources(request));
  }

  @Override
  public void reopenLog(ContainerId container) {
    var request = ReopenContainerLogRequest.newBuilder().setContainerId(container.value()).build();
    translating(() -> runtime().reopenContainerLog(request));
  }

  @Override
  public ExecResult execute(ContainerId container, List<String> command, Duration limit) {
    var request =
        ExecSyncRequest.newBuilder()
            .setContainerId(container.value())
            .addAllCmd(command)
            .setTimeout(limit.toSeconds())
            .build();
    var stub = limit.isZero() ? calls : within(timeout.plus(limit));
    var answer = translating(() -> stub.execSync(request));
    return new ExecResult(
        answer.getStdout().toStringUtf8(), answer.getStderr().toStringUtf8(), answer.getExitCode());
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
    return streams.portForward(sandbox, ports);
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
    return images.pull(reference, credentials, within);
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
      var events = calls.getContainerEvents(GetEventsRequest.getDefaultInstance());
      while (events.hasNext()) {
        changedPod.accept(events.next().getPodSandboxStatus().getMetadata().getUid());
      }
    } catch (StatusRuntimeException e) {
      throw CriFailures.translate(e);
    }
  }

  @Override
  public void close() {
    channel.close();
  }
}
