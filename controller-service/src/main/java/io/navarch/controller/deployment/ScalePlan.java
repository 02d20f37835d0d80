package io.navarch.controller.deployment;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sizes that the ReplicaSets of a deployment should have next; sets that are not named keep
 * theirs. Pure.
 */
record ScalePlan(List<Resize> steps) {

  /** One set's next size. */
  record Resize(ReplicaSet set, int size) {}

  /** Nothing to scale. */
  static final ScalePlan NONE = new ScalePlan(List.of());

  boolean isEmpty() {
    return steps.isEmpty();
  }

  private static ScalePlan of(Stream<Resize> steps) {
    return new ScalePlan(steps.filter(step -> Rollout.wanted(step.set()) != step.size()).toList());
  }

  /** The next step of the new set in a rolling update. */
  static ScalePlan growNew(Deployment deployment, ReplicaSet newest, List<ReplicaSet> old) {
    int wanted = Rollout.wanted(deployment);
    int size =
        Rollout.wanted(newest) > wanted
            ? wanted
            : Rollout.nextSize(
                deployment, Rollout.wanted(old) + Rollout.wanted(newest), Rollout.wanted(newest));
    return of(Stream.of(new Resize(newest, size)));
  }

  /**
   * The next step of the old sets in a rolling update: pods that do not work go first, then as many
   * as can be spared.
   */
  static ScalePlan shrinkOld(Deployment deployment, ReplicaSet newest, List<ReplicaSet> old) {
    int all = Rollout.wanted(old) + Rollout.wanted(newest);
    int least = Rollout.wanted(deployment) - Rollout.maxUnavailable(deployment);
    int newUnavailable = Rollout.wanted(newest) - Rollout.available(newest);
    int spare = all - least - newUnavailable;
    if (Rollout.wanted(old) == 0 || spare <= 0) {
      return NONE;
    }
    var sizes = new LinkedHashMap<ReplicaSet, Integer>();
    var sorted = old.stream().sorted(Rollout.OLDEST_FIRST).toList();
    sorted.forEach(set -> sizes.put(set, Rollout.wanted(set)));
    dropUnhealthy(sorted, sizes, spare);
    dropSpare(sorted, sizes, Rollout.available(old) + Rollout.available(newest) - least);
    return of(sizes.entrySet().stream().map(e -> new Resize(e.getKey(), e.getValue())));
  }

  private static void dropUnhealthy(
      List<ReplicaSet> sorted, Map<ReplicaSet, Integer> sizes, int spare) {
    int left = spare;
    for (var set : sorted) {
      int size = Rollout.wanted(set);
      int drop = Math.min(left, Math.max(0, size - Rollout.available(set)));
      sizes.put(set, size - drop);
      left -= drop;
    }
  }

  private static void dropSpare(
      List<ReplicaSet> sorted, Map<ReplicaSet, Integer> sizes, int spare) {
    int left = Math.max(0, spare);
    for (var set : sorted) {
      int size = sizes.getOrDefault(set, 0);
      int drop = Math.min(left, size);
      sizes.put(set, size - drop);
      left -= drop;
    }
  }

  /** All of these sets to nothing. */
  static ScalePlan toZero(List<ReplicaSet> sets) {
    return of(sets.stream().map(set -> new Resize(set, 0)));
  }

  /** The new set to the full size. */
  static ScalePlan full(Deployment deployment, ReplicaSet newest) {
    return new ScalePlan(List.of(new Resize(newest, Rollout.wanted(deployment))));
  }

  /** What a change of the wanted number means, outside of or amid a rollout. */
  static ScalePlan resize(
      Deployment deployment, @Nullable ReplicaSet newest, List<ReplicaSet> old) {
    var single = activeOrLatest(newest, old);
    if (single.isPresent()) {
      return full(deployment, single.get());
    }
    if (newest != null && isSaturated(deployment, newest)) {
      return toZero(old);
    }
    return Rollout.isRolling(deployment) ? proportional(deployment, newest, old) : NONE;
  }

  private static Optional<ReplicaSet> activeOrLatest(
      @Nullable ReplicaSet newest, List<ReplicaSet> old) {
    var active = active(newest, old);
    return switch (active.size()) {
      case 0 -> newest != null ? Optional.of(newest) : old.stream().max(Rollout.OLDEST_FIRST);
      case 1 -> Optional.of(active.getFirst());
      default -> Optional.empty();
    };
  }

  private static List<ReplicaSet> active(@Nullable ReplicaSet newest, List<ReplicaSet> old) {
    return Stream.concat(Stream.ofNullable(newest), old.stream())
        .filter(set -> Rollout.wanted(set) > 0)
        .toList();
  }

  private static boolean isSaturated(Deployment deployment, ReplicaSet newest) {
    int wanted = Rollout.wanted(deployment);
    return Rollout.number(Rollout.annotation(newest, Rollout.DESIRED)) == wanted
        && Rollout.wanted(newest) == wanted
        && Rollout.available(newest) == wanted;
  }

  /** Shares the difference out among the active sets, the larger ones first. */
  private static ScalePlan proportional(
      Deployment deployment, @Nullable ReplicaSet newest, List<ReplicaSet> old) {
    var active = active(newest, old);
    int allowed =
        Rollout.wanted(deployment) > 0
            ? Rollout.wanted(deployment) + Rollout.maxSurge(deployment)
            : 0;
    int difference = allowed - Rollout.wanted(active);
    var age = difference > 0 ? Rollout.OLDEST_FIRST.reversed() : Rollout.OLDEST_FIRST;
    var sorted =
        active.stream()
            .sorted(
                Comparator.<ReplicaSet>comparingInt(Rollout::wanted).reversed().thenComparing(age))
            .toList();
    var steps = new ArrayList<Resize>();
    int given = 0;
    for (var set : sorted) {
      int share = difference == 0 ? 0 : share(deployment, set, difference, given);
      given += share;
      steps.add(new Resize(set, Rollout.wanted(set) + share));
    }
    if (difference != 0 && !steps.isEmpty()) {
      var first = steps.getFirst();
      steps.set(0, new Resize(first.set(), Math.max(0, first.size() + difference - given)));
    }
    return new ScalePlan(List.copyOf(steps)); // also equal sizes: the marks must be renewed
  }

  private static int share(Deployment deployment, ReplicaSet set, int difference, int given) {
    if (Rollout.wanted(set) == 0 || difference == given) {
      return 0;
    }
    int fraction = fraction(deployment, set);
    return difference > 0
        ? Math.min(fraction, difference - given)
        : Math.max(fraction, difference - given);
  }

  private static int fraction(Deployment deployment, ReplicaSet set) {
    int size = Rollout.wanted(set);
    if (Rollout.wanted(deployment) == 0) {
      return -size;
    }
    long before = Rollout.number(Rollout.annotation(set, Rollout.MAX));
    if (before == 0) {
      var status = deployment.getStatus();
      before = status == null || status.getReplicas() == null ? 0 : status.getReplicas();
    }
    if (before == 0) {
      return 0;
    }
    double most = Rollout.wanted(deployment) + Rollout.maxSurge(deployment);
    return (int) Math.round(size * most / before) - size;
  }
}
