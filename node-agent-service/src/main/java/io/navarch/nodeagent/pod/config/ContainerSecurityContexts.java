package io.navarch.nodeagent.pod.config;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SELinuxOptions;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.ContainerSecurity;
import io.navarch.nodeagent.runtime.Image;
import io.navarch.nodeagent.runtime.Namespaces;
import io.navarch.nodeagent.runtime.Namespaces.Mode;
import io.navarch.nodeagent.runtime.SandboxSecurity;
import io.navarch.nodeagent.runtime.SeLinux;
import io.navarch.nodeagent.runtime.SecurityProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a Pod's and its containers' security contexts come to; the container's wins over the Pod's.
 *
 * @param seccompRoot where localhost profiles lie
 */
public record ContainerSecurityContexts(Path seccompRoot) {

  private static final List<String> MASKED =
      List.of(
          "/proc/asound",
          "/proc/acpi",
          "/proc/interrupts",
          "/proc/kcore",
          "/proc/keys",
          "/proc/latency_stats",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/proc/sched_debug",
          "/proc/scsi",
          "/sys/firmware",
          "/sys/devices/virtual/powercap");
  private static final List<String> READ_ONLY =
      List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  /** Settings for the sandbox. */
  public SandboxSecurity ofSandbox(Pod pod) {
    var context = PodSpecs.securityContext(pod);
    return SandboxSecurity.builder()
        .namespaces(namespaces(pod, ""))
        .runAsUser(context.map(PodSecurityContext::getRunAsUser))
        .runAsGroup(context.map(PodSecurityContext::getRunAsGroup))
        .supplementalGroups(supplementalGroups(context))
        .strictSupplementalGroups(isStrict(context))
        .privileged(PodSpecs.allContainers(pod).anyMatch(ContainerSecurityContexts::isPrivileged))
        .seccomp(SecurityProfile.RUNTIME_DEFAULT)
        .seLinux(seLinux(context.map(PodSecurityContext::getSeLinuxOptions)))
        .build();
  }

  /**
   * Settings for a container.
   *
   * @param targetContainer whose processes it sees; empty for all but ephemeral containers
   */
  public ContainerSecurity ofContainer(
      Pod pod, Container container, Image image, String targetContainer) {
    var own = Optional.ofNullable(container.getSecurityContext());
    var pods = PodSpecs.securityContext(pod);
    var user = first(own, SecurityContext::getRunAsUser, pods, PodSecurityContext::getRunAsUser);
    var capabilities = own.map(SecurityContext::getCapabilities);
    boolean unmasked =
        own.map(SecurityContext::getProcMount).filter("Unmasked"::equals).isPresent();
    verifyNotRoot(pod, container, user, image);
    return ContainerSecurity.builder()
        .namespaces(namespaces(pod, targetContainer))
        .runAsUser(user.or(image::uid))
        .runAsGroup(
            first(own, SecurityContext::getRunAsGroup, pods, PodSecurityContext::getRunAsGroup))
        .runAsUsername(user.isPresent() ? "" : image.username())
        .supplementalGroups(supplementalGroups(pods))
        .strictSupplementalGroups(isStrict(pods))
        .privileged(isPrivileged(container))
        .readOnlyRoot(own.map(SecurityContext::getReadOnlyRootFilesystem).orElse(false))
        .noNewPrivileges(
            own.map(SecurityContext::getAllowPrivilegeEscalation).filter(a -> !a).isPresent())
        .addCapabilities(capabilities.map(Capabilities::getAdd).orElse(List.of()))
        .dropCapabilities(capabilities.map(Capabilities::getDrop).orElse(List.of()))
        .maskedPaths(unmasked ? List.of() : MASKED)
        .readOnlyPaths(unmasked ? List.of() : READ_ONLY)
        .seccomp(seccomp(own, pods))
        .appArmor(Optional.empty())
        .seLinux(
            seLinux(
                first(
                    own,
                    SecurityContext::getSeLinuxOptions,
                    pods,
                    PodSecurityContext::getSeLinuxOptions)))
        .build();
  }

  private static <T> Optional<T> first(
      Optional<SecurityContext> own,
      Function<SecurityContext, @Nullable T> fromOwn,
      Optional<PodSecurityContext> pods,
      Function<PodSecurityContext, @Nullable T> fromPods) {
    return own.<T>map(fromOwn).or(() -> pods.<T>map(fromPods));
  }

  private static void verifyNotRoot(
      Pod pod, Container container, Optional<Long> user, Image image) {
    var wanted =
        first(
            Optional.ofNullable(container.getSecurityContext()),
            SecurityContext::getRunAsNonRoot,
            PodSpecs.securityContext(pod),
            PodSecurityContext::getRunAsNonRoot);
    if (!wanted.orElse(false)) {
      return;
    }
    var where = "(pod: \"%s\", container: %s)".formatted(PodSpecs.format(pod), container.getName());
    if (user.isPresent()) {
      if (user.get() == 0) {
        throw new ConfigFailure("container's runAsUser breaks non-root policy " + where);
      }
      return;
    }
    if (image.uid().filter(uid -> uid == 0).isPresent()) {
      throw new ConfigFailure("container has runAsNonRoot and image will run as root " + where);
    }
    if (image.uid().isEmpty() && !image.username().isEmpty()) {
      throw new ConfigFailure(
          "container has runAsNonRoot and image has non-numeric user (%s), cannot verify user is non-root %s"
              .formatted(image.username(), where));
    }
  }

  private static boolean isPrivileged(Container container) {
    var context = container.getSecurityContext();
    return context != null && PodSpecs.isTrue(context.getPrivileged());
  }

  private static Namespaces namespaces(Pod pod, String targetContainer) {
    var spec = pod.getSpec();
    var network = PodSpecs.usesNodeNetwork(pod) ? Mode.NODE : Mode.POD;
    var ipc = PodSpecs.isTrue(spec.getHostIPC()) ? Mode.NODE : Mode.POD;
    return new Namespaces(
        network, pidMode(pod, targetContainer), ipc, targetContainer, Namespaces.Users.OF_NODE);
  }

  private static Mode pidMode(Pod pod, String targetContainer) {
    if (!targetContainer.isEmpty()) {
      return Mode.TARGET;
    }
    if (PodSpecs.isTrue(pod.getSpec().getHostPID())) {
      return Mode.NODE;
    }
    return PodSpecs.isTrue(pod.getSpec().getShareProcessNamespace()) ? Mode.POD : Mode.CONTAINER;
  }

  private static List<Long> supplementalGroups(Optional<PodSecurityContext> context) {
    var groups = new ArrayList<Long>();
    context.map(PodSecurityContext::getFsGroup).ifPresent(groups::add);
    context.map(PodSecurityContext::getSupplementalGroups).ifPresent(groups::addAll);
    return groups;
  }

  private static boolean isStrict(Optional<PodSecurityContext> context) {
    return context
        .map(PodSecurityContext::getSupplementalGroupsPolicy)
        .filter("Strict"::equals)
        .isPresent();
  }

  private SecurityProfile seccomp(
      Optional<SecurityContext> own, Optional<PodSecurityContext> pods) {
    return first(
            own, SecurityContext::getSeccompProfile, pods, PodSecurityContext::getSeccompProfile)
        .map(this::seccomp)
        .orElse(SecurityProfile.UNCONFINED);
  }

  private SecurityProfile seccomp(SeccompProfile profile) {
    return switch (profile.getType()) {
      case "RuntimeDefault" -> SecurityProfile.RUNTIME_DEFAULT;
      case "Localhost" -> {
        if (profile.getLocalhostProfile() == null) {
          throw new ConfigFailure(
              "localhostProfile must be set if seccompProfile type is Localhost.");
        }
        yield new SecurityProfile(
            SecurityProfile.Type.LOCALHOST,
            seccompRoot.resolve(profile.getLocalhostProfile()).toString());
      }
      default -> SecurityProfile.UNCONFINED;
    };
  }

  private static SeLinux seLinux(Optional<SELinuxOptions> options) {
    return options
        .map(o ->
            new SeLinux(
                text(o.getUser()), text(o.getRole()), text(o.getType()), text(o.getLevel())))
        .orElse(SeLinux.NONE);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
