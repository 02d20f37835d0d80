package io.navarch.nodeagent.volume;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose files a Pod's volumes are.
 *
 * @param group empty: the agent's
 * @param user the one user that all containers run as; empty if there are several or none is named
 */
public record FileOwner(Optional<Long> group, Optional<Long> user) {

  /** The owner that a Pod's security contexts make. */
  public static FileOwner of(Pod pod) {
    var context = PodSpecs.securityContext(pod);
    var podUser = context.map(PodSecurityContext::getRunAsUser);
    Set<Optional<Long>> users =
        PodSpecs.allContainers(pod).map(c -> user(c).or(() -> podUser)).collect(Collectors.toSet());
    var one = users.size() == 1 ? users.iterator().next() : Optional.<Long>empty();
    return new FileOwner(context.map(PodSecurityContext::getFsGroup), one);
  }

  private static Optional<Long> user(Container container) {
    return Optional.ofNullable(container.getSecurityContext()).map(SecurityContext::getRunAsUser);
  }
}
