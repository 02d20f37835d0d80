package io.navarch.controller.deployment;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.navarch.controller.podcontrol.Numbers;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers and marks of a rollout. Pure. */
final class Rollout {

  static final String REVISION = "deployment.kubernetes.io/revision";
  static final String HISTORY = "deployment.kubernetes.io/revision-history";
  static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
  static final String MAX = "deployment.kubernetes.io/max-replicas";

  static final Comparator<ReplicaSet> OLDEST_FIRST =
      Comparator.<ReplicaSet, String>comparing(
              set -> text(set.getMetadata().getCreationTimestamp()))
          .thenComparing(set -> set.getMetadata().getName());

  private Rollout() {}

  static int wanted(Deployment deployment) {
    var replicas = deployment.getSpec().getReplicas();
    return replicas == null ? 1 : replicas;
  }

  static int wanted(ReplicaSet set) {
    var replicas = set.getSpec().getReplicas();
    return replicas == null ? 1 : replicas;
  }

  static int available(ReplicaSet set) {
    return set.getStatus() == null ? 0 : Numbers.orZero(set.getStatus().getAvailableReplicas());
  }

  static int actual(ReplicaSet set) {
    return set.getStatus() == null ? 0 : Numbers.orZero(set.getStatus().getReplicas());
  }

  static int wanted(Collection<ReplicaSet> sets) {
    return sets.stream().mapToInt(Rollout::wanted).sum();
  }

  static int available(Collection<ReplicaSet> sets) {
    return sets.stream().mapToInt(Rollout::available).sum();
  }

  static boolean isRolling(Deployment deployment) {
    var strategy = deployment.getSpec().getStrategy();
    return strategy == null || !"Recreate".equals(strategy.getType());
  }

  static int maxSurge(Deployment deployment) {
    return isRolling(deployment) ? surge(deployment) : 0;
  }

  static int maxUnavailable(Deployment deployment) {
    int wanted = wanted(deployment);
    if (!isRolling(deployment) || wanted == 0) {
      return 0;
    }
    int allowed = unavailable(deployment);
    // With neither surge nor unavailability nothing could ever move.
    return Math.min(wanted, allowed == 0 && surge(deployment) == 0 ? 1 : allowed);
  }

  private static int surge(Deployment deployment) {
    var strategy = deployment.getSpec().getStrategy();
    var rolling = strategy == null ? null : strategy.getRollingUpdate();
    return Numbers.scaled(rolling == null ? null : rolling.getMaxSurge(), wanted(deployment), true);
  }

  private static int unavailable(Deployment deployment) {
    var strategy = deployment.getSpec().getStrategy();
    var rolling = strategy == null ? null : strategy.getRollingUpdate();
    return Numbers.scaled(
        rolling == null ? null : rolling.getMaxUnavailable(), wanted(deployment), false);
  }

  /** How many pods the new set should have next. */
  static int nextSize(Deployment deployment, Collection<ReplicaSet> all, ReplicaSet newest) {
    return nextSize(deployment, wanted(all), wanted(newest));
  }

  static int nextSize(Deployment deployment, int current, int newest) {
    if (!isRolling(deployment)) {
      return wanted(deployment);
    }
    int most = wanted(deployment) + maxSurge(deployment);
    return current >= most
        ? newest
        : newest + Math.min(most - current, wanted(deployment) - newest);
  }

  static long revision(Map<String, String> annotations) {
    return number(annotations == null ? null : annotations.get(REVISION));
  }

  static long revision(ReplicaSet set) {
    return revision(set.getMetadata().getAnnotations());
  }

  /** A number that an annotation holds; 0 if it holds none. */
  static long number(@Nullable String text) {
    try {
      return text == null || text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  static @Nullable String annotation(ReplicaSet set, String name) {
    var annotations = set.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(name);
  }

  /** Whether progress is watched at all; the largest number means it is not. */
  static boolean hasDeadline(Deployment deployment) {
    var seconds = deployment.getSpec().getProgressDeadlineSeconds();
    return seconds != null && seconds != Integer.MAX_VALUE;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
