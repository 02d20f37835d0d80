package io.navarch.nodeagent.pod.spec;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a Pod asks for, with the API's defaults where a field is absent. */
public final class PodSpecs {

  private static final long DEFAULT_GRACE_SECONDS = 30;

  private PodSpecs() {}

  /** The Pod's uid. */
  public static String uid(Pod pod) {
    return pod.getMetadata().getUid();
  }

  /** {@code name_namespace(uid)}, as events and messages name Pods. */
  public static String format(Pod pod) {
    var metadata = pod.getMetadata();
    return "%s_%s(%s)".formatted(metadata.getName(), metadata.getNamespace(), metadata.getUid());
  }

  /** Containers that run before the others, in order; restartable ones stay. */
  public static List<Container> initContainers(Pod pod) {
    return orEmpty(pod.getSpec().getInitContainers());
  }

  /** The Pod's main containers. */
  public static List<Container> containers(Pod pod) {
    return orEmpty(pod.getSpec().getContainers());
  }

  /** Containers that were added for debugging, as ordinary ones. */
  public static List<Container> ephemeralContainers(Pod pod) {
    return orEmpty(pod.getSpec().getEphemeralContainers()).stream()
        .map(PodSpecs::asContainer)
        .toList();
  }

  /** Init containers, main ones, ephemeral ones. */
  public static Stream<Container> allContainers(Pod pod) {
    return Stream.of(initContainers(pod), containers(pod), ephemeralContainers(pod))
        .flatMap(List::stream);
  }

  /** The container of that name, of any kind. */
  public static Optional<Container> container(Pod pod, String name) {
    return allContainers(pod).filter(c -> c.getName().equals(name)).findFirst();
  }

  /** Which container's namespaces an ephemeral container joins; empty if none or not ephemeral. */
  public static String targetOf(Pod pod, String container) {
    return orEmpty(pod.getSpec().getEphemeralContainers()).stream()
        .filter(c -> c.getName().equals(container) && c.getTargetContainerName() != null)
        .map(EphemeralContainer::getTargetContainerName)
        .findFirst()
        .orElse("");
  }

  private static Container asContainer(EphemeralContainer c) {
    return new ContainerBuilder()
        .withName(c.getName())
        .withImage(c.getImage())
        .withImagePullPolicy(c.getImagePullPolicy())
        .withCommand(c.getCommand())
        .withArgs(c.getArgs())
        .withWorkingDir(c.getWorkingDir())
        .withEnv(c.getEnv())
        .withEnvFrom(c.getEnvFrom())
        .withResources(c.getResources())
        .withVolumeMounts(c.getVolumeMounts())
        .withSecurityContext(c.getSecurityContext())
        .withStdin(c.getStdin())
        .withStdinOnce(c.getStdinOnce())
        .withTty(c.getTty())
        .withTerminationMessagePath(c.getTerminationMessagePath())
        .withTerminationMessagePolicy(c.getTerminationMessagePolicy())
        .build();
  }

  /** An init container that keeps running beside the main containers: a sidecar. */
  public static boolean isRestartable(Container init) {
    return "Always".equals(init.getRestartPolicy());
  }

  /** {@code Always}, {@code OnFailure} or {@code Never}. */
  public static String restartPolicy(Pod pod) {
    var policy = pod.getSpec().getRestartPolicy();
    return policy == null ? "Always" : policy;
  }

  /** Whether the Pod has no network of its own. */
  public static boolean usesNodeNetwork(Pod pod) {
    return isTrue(pod.getSpec().getHostNetwork());
  }

  /** The Pod's security context, if it has one. */
  public static Optional<PodSecurityContext> securityContext(Pod pod) {
    return Optional.ofNullable(pod.getSpec().getSecurityContext());
  }

  /** Whether the Pod has been asked to go. */
  public static boolean isTerminating(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  /** How long the Pod may take to end, by its spec or by the one who deletes it. */
  public static Duration gracePeriod(Pod pod) {
    var asked = pod.getMetadata().getDeletionGracePeriodSeconds();
    if (isTerminating(pod) && asked != null) {
      return Duration.ofSeconds(asked);
    }
    var own = pod.getSpec().getTerminationGracePeriodSeconds();
    return Duration.ofSeconds(own == null ? DEFAULT_GRACE_SECONDS : own);
  }

  /** Whether the API's records say that the Pod is over. */
  public static boolean isFinished(Pod pod) {
    var status = pod.getStatus();
    return status != null
        && ("Succeeded".equals(status.getPhase()) || "Failed".equals(status.getPhase()));
  }

  /** A time as the API writes it. */
  public static Optional<Instant> time(@Nullable String text) {
    return text == null || text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
  }

  /** A claim that is absent is not made. */
  public static boolean isTrue(@Nullable Boolean claim) {
    return Boolean.TRUE.equals(claim);
  }

  /** A list that is absent is empty. */
  public static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
