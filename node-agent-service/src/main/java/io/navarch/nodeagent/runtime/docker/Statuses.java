package io.navarch.nodeagent.runtime.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.command.InspectImageResponse;
import io.navarch.nodeagent.runtime.Container;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.Image;
import io.navarch.nodeagent.runtime.Mount;
import io.navarch.nodeagent.runtime.Sandbox;
import io.navarch.nodeagent.runtime.SandboxId;
import io.navarch.nodeagent.runtime.SandboxStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the engine answers, in the port's words. */
final class Statuses {

  private static final String NO_TAG = "<none>:<none>";
  private static final String NO_DIGEST = "<none>@<none>";

  private Statuses() {}

  static Sandbox sandbox(com.github.dockerjava.api.model.Container listed) {
    var words = words(listed.getLabels());
    return new Sandbox(
        new SandboxId(listed.getId()),
        Words.attempt(words),
        "running".equals(listed.getState()),
        Instant.ofEpochSecond(listed.getCreated()),
        Words.labels(words));
  }

  static SandboxStatus sandbox(InspectContainerResponse answer, List<String> addresses) {
    var words = words(answer);
    boolean running = isTrue(answer.getState().getRunning());
    boolean nodeNetwork = isInNodeNetwork(answer);
    return SandboxStatus.builder()
        .id(new SandboxId(answer.getId()))
        .attempt(Words.attempt(words))
        .ready(running && (nodeNetwork || !addresses.isEmpty()))
        .createdAt(Instant.parse(answer.getCreated()))
        .addresses(addresses)
        .nodeNetwork(nodeNetwork)
        .labels(Words.labels(words))
        .build();
  }

  static boolean isInNodeNetwork(InspectContainerResponse answer) {
    return "host".equals(answer.getHostConfig().getNetworkMode());
  }

  static Map<String, String> words(InspectContainerResponse answer) {
    return words(answer.getConfig().getLabels());
  }

  private static Map<String, String> words(@Nullable Map<String, String> labels) {
    return labels == null ? Map.of() : labels;
  }

  static Container container(com.github.dockerjava.api.model.Container listed) {
    var words = words(listed.getLabels());
    return new Container(
        new ContainerId(listed.getId()),
        new SandboxId(Words.get(words, Words.SANDBOX_ID)),
        Words.get(words, Words.NAME),
        Words.attempt(words),
        phase(Objects.requireNonNullElse(listed.getState(), "")),
        Instant.ofEpochSecond(listed.getCreated()),
        Words.labels(words));
  }

  private static Container.Phase phase(String state) {
    return switch (state) {
      case "created" -> Container.Phase.CREATED;
      case "running", "paused", "restarting" -> Container.Phase.RUNNING;
      case "exited", "dead", "removing" -> Container.Phase.EXITED;
      default -> Container.Phase.UNKNOWN;
    };
  }

  static ContainerStatus container(InspectContainerResponse answer) {
    var words = words(answer);
    return ContainerStatus.builder()
        .id(new ContainerId(answer.getId()))
        .name(Words.get(words, Words.NAME))
        .attempt(Words.attempt(words))
        .state(state(answer.getState(), Instant.parse(answer.getCreated())))
        .createdAt(Instant.parse(answer.getCreated()))
        .image(Words.get(words, Words.IMAGE))
        .imageRef(Words.get(words, Words.IMAGE_REF))
        .imageId(answer.getImageId())
        .logPath(Words.get(words, Words.LOG))
        .labels(Words.labels(words))
        .annotations(Words.annotations(words))
        .resources(Optional.empty())
        .user(Optional.empty())
        .mounts(mounts(answer))
        .build();
  }

  private static io.navarch.nodeagent.runtime.ContainerState state(
      ContainerState state, Instant createdAt) {
    var error = Objects.requireNonNullElse(state.getError(), "");
    int exitCode = Objects.requireNonNullElse(state.getExitCodeLong(), 0L).intValue();
    return switch (phase(Objects.requireNonNullElse(state.getStatus(), ""))) {
      case CREATED ->
          error.isEmpty()
              ? new io.navarch.nodeagent.runtime.ContainerState.Created()
              : new io.navarch.nodeagent.runtime.ContainerState.Exited(
                  Instant.EPOCH, createdAt, exitCode, "StartError", error);
      case RUNNING ->
          new io.navarch.nodeagent.runtime.ContainerState.Running(instant(state.getStartedAt()));
      case EXITED ->
          new io.navarch.nodeagent.runtime.ContainerState.Exited(
              instant(state.getStartedAt()),
              instant(state.getFinishedAt()),
              exitCode,
              reason(state, exitCode),
              error);
      case UNKNOWN -> new io.navarch.nodeagent.runtime.ContainerState.Unknown();
    };
  }

  private static String reason(ContainerState state, int exitCode) {
    if (isTrue(state.getOOMKilled())) {
      return "OOMKilled";
    }
    return exitCode == 0 ? "Completed" : "Error";
  }

  /** The engine says the year 1 for never. */
  private static Instant instant(@Nullable String text) {
    var time = text == null || text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
  }

  private static List<Mount> mounts(InspectContainerResponse answer) {
    return Objects.requireNonNullElse(answer.getMounts(), List.<InspectContainerResponse.Mount>of())
        .stream()
        .filter(mount -> mount.getSource() != null && mount.getDestination() != null)
        .map(mount ->
            Mount.builder()
                .containerPath(String.valueOf(mount.getDestination()))
                .hostPath(String.valueOf(mount.getSource()))
                .readOnly(!isTrue(mount.getRW()))
                .propagation(Mount.Propagation.PRIVATE)
                .build())
        .toList();
  }

  static Image listed(com.github.dockerjava.api.model.Image listed) {
    return new Image(
        listed.getId(),
        named(listed.getRepoTags(), NO_TAG),
        named(listed.getRepoDigests(), NO_DIGEST),
        Objects.requireNonNullElse(listed.getSize(), 0L),
        Optional.empty(),
        "",
        false);
  }

  private static List<String> named(String @Nullable [] names, String none) {
    return names == null ? List.of() : Stream.of(names).filter(name -> !name.equals(none)).toList();
  }

  static Image image(InspectImageResponse answer) {
    var config = answer.getConfig();
    var user = config == null ? "" : Objects.requireNonNullElse(config.getUser(), "");
    var name = user.split(":", 2)[0];
    boolean number = !name.isEmpty() && name.chars().allMatch(Character::isDigit);
    return new Image(
        String.valueOf(answer.getId()),
        Objects.requireNonNullElse(answer.getRepoTags(), List.of()),
        Objects.requireNonNullElse(answer.getRepoDigests(), List.of()),
        Objects.requireNonNullElse(answer.getSize(), 0L),
        number || name.isEmpty()
            ? Optional.of(name.isEmpty() ? 0L : Long.parseLong(name))
            : Optional.empty(),
        number ? "" : name,
        false);
  }

  static boolean isTrue(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value);
  }
}
