package io.navarch.nodeagent.runtime.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.navarch.nodeagent.network.PodAttachment;
import io.navarch.nodeagent.network.PodNetwork;
import io.navarch.nodeagent.runtime.DnsConfig;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.RuntimeFailure.Code;
import io.navarch.nodeagent.runtime.Sandbox;
import io.navarch.nodeagent.runtime.SandboxConfig;
import io.navarch.nodeagent.runtime.SandboxId;
import io.navarch.nodeagent.runtime.SandboxStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;

/**
 * A Pod's sandbox is a container that waits and holds the namespaces. The engine gives it no
 * network: that is what {@link PodNetwork} is for.
 */
@RequiredArgsConstructor
final class DockerSandboxes {

  private final Engine engine;
  private final DockerImages images;
  private final PodNetwork network;
  private final DockerProperties properties;
  private final Requests requests;

  SandboxId run(SandboxConfig config) {
    images.ensure(properties.sandboxImage());
    var id =
        new SandboxId(
            engine.ask(docker ->
                requests
                    .sandbox(docker.createContainerCmd(properties.sandboxImage()), config)
                    .exec()
                    .getId()));
    boolean done = false;
    try {
      start(id, config);
      done = true;
    } finally {
      if (!done) {
        remove(id);
      }
    }
    return id;
  }

  private void start(SandboxId id, SandboxConfig config) {
    engine.tell(docker -> docker.startContainerCmd(id.value()).exec());
    var started = get(id);
    resolve(started, config.dns());
    if (Statuses.isInNodeNetwork(started)) {
      return;
    }
    try {
      var _ = network.attach(attachment(started));
    } catch (IOException e) {
      throw networkFailure("set up", id, e);
    }
  }

  /** All containers of the Pod see this one file; the engine's own mixes in the node's settings. */
  private static void resolve(InspectContainerResponse sandbox, DnsConfig dns) {
    var path = sandbox.getResolvConfPath();
    if (dns.servers().isEmpty() && dns.searches().isEmpty() && dns.options().isEmpty()) {
      return;
    }
    var text = new StringBuilder();
    dns.servers().forEach(server -> text.append("nameserver ").append(server).append('\n'));
    if (!dns.searches().isEmpty()) {
      text.append("search ").append(String.join(" ", dns.searches())).append('\n');
    }
    if (!dns.options().isEmpty()) {
      text.append("options ").append(String.join(" ", dns.options())).append('\n');
    }
    try {
      Files.writeString(Path.of(path), text);
    } catch (IOException e) {
      var message = "cannot write %s of the sandbox: %s".formatted(path, e.getMessage());
      throw new RuntimeFailure(Code.OTHER, message, message, e);
    }
  }

  private InspectContainerResponse get(SandboxId id) {
    return engine.ask(docker -> docker.inspectContainerCmd(id.value()).exec());
  }

  private static PodAttachment attachment(InspectContainerResponse sandbox) {
    var words = Statuses.words(sandbox);
    long pid = Objects.requireNonNullElse(sandbox.getState().getPidLong(), 0L);
    return PodAttachment.builder()
        .namespace(Words.get(words, Words.NAMESPACE))
        .name(Words.get(words, Words.NAME))
        .uid(Words.get(words, Words.UID))
        .sandboxId(sandbox.getId())
        .networkNamespace(namespace(pid))
        .hostPorts(Words.hostPorts(words))
        .build();
  }

  private static Path namespace(long pid) {
    return Path.of("/proc", Long.toString(pid), "ns", "net");
  }

  /** Where the Pod's network is, while its sandbox runs. */
  Optional<Path> findNamespace(SandboxId sandbox) {
    return find(sandbox)
        .map(found -> Objects.requireNonNullElse(found.getState().getPidLong(), 0L))
        .filter(pid -> pid > 0)
        .map(DockerSandboxes::namespace);
  }

  void stop(SandboxId sandbox) {
    find(sandbox)
        .ifPresent(found -> {
          for (var container : containersOf(sandbox)) {
            end(container);
          }
          detach(found);
          end(sandbox.value());
        });
  }

  private List<String> containersOf(SandboxId sandbox) {
    var words = Map.of(Words.TYPE, Words.CONTAINER, Words.SANDBOX_ID, sandbox.value());
    return engine
        .ask(docker -> docker.listContainersCmd().withShowAll(true).withLabelFilter(words).exec())
        .stream()
        .map(com.github.dockerjava.api.model.Container::getId)
        .toList();
  }

  /** Without grace: who wants grace stops the containers first. */
  private void end(String container) {
    engine.tellIfFound(
        engine.timeout(),
        docker -> {
          try {
            docker.stopContainerCmd(container).withTimeout(0).exec();
          } catch (NotModifiedException _) {
            // it has ended before
          }
        });
  }

  private void detach(InspectContainerResponse sandbox) {
    if (Statuses.isInNodeNetwork(sandbox)) {
      return;
    }
    try {
      network.detach(attachment(sandbox));
    } catch (IOException e) {
      throw networkFailure("tear down", new SandboxId(sandbox.getId()), e);
    }
  }

  private static RuntimeFailure networkFailure(String verb, SandboxId sandbox, IOException e) {
    var message =
        "failed to %s network for sandbox \"%s\": %s".formatted(verb, sandbox, e.getMessage());
    return new RuntimeFailure(Code.OTHER, message, message, e);
  }

  void remove(SandboxId sandbox) {
    stop(sandbox);
    for (var container : containersOf(sandbox)) {
      discard(container);
    }
    discard(sandbox.value());
  }

  void discard(String container) {
    engine.tellIfFound(
        engine.timeout(),
        docker ->
            docker.removeContainerCmd(container).withForce(true).withRemoveVolumes(true).exec());
  }

  Optional<SandboxStatus> status(SandboxId sandbox) {
    return find(sandbox).map(found -> Statuses.sandbox(found, addresses(found)));
  }

  private Optional<InspectContainerResponse> find(SandboxId sandbox) {
    return engine
        .find(docker -> docker.inspectContainerCmd(sandbox.value()).exec())
        .filter(found -> Words.areOf(Words.SANDBOX, Statuses.words(found)));
  }

  private List<String> addresses(InspectContainerResponse sandbox) {
    try {
      return network.addresses(sandbox.getId());
    } catch (IOException e) {
      throw networkFailure("read", new SandboxId(sandbox.getId()), e);
    }
  }

  List<Sandbox> list(Map<String, String> labels) {
    return engine
        .ask(docker ->
            docker
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Filters.of(Words.SANDBOX, labels))
                .exec())
        .stream()
        .map(Statuses::sandbox)
        .toList();
  }
}
