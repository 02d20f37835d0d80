package io.navarch.controller.statefulset;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateStatefulSetStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.navarch.controller.podcontrol.Numbers;
import io.navarch.controller.podcontrol.PodFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The next steps of a StatefulSet. One that keeps order takes one step at a time, and only when all
 * pods before it are available.
 *
 * @param create the ordinals that need a pod
 * @param replace pods that have ended
 * @param scaleDown pods beyond the wanted number
 * @param update pods of an old revision
 */
record StatefulPlan(
    List<Integer> create, List<Pod> replace, List<Pod> scaleDown, List<Pod> update) {

  /**
   * What there is.
   *
   * @param pods by their ordinals
   * @param newest the name of the revision that pods should be of
   */
  record State(
      StatefulSet set, TreeMap<Integer, Pod> pods, String newest, Predicate<Pod> isAvailable) {

    int start() {
      var ordinals = set.getSpec().getOrdinals();
      return ordinals == null ? 0 : Numbers.orZero(ordinals.getStart());
    }

    int end() {
      var replicas = set.getSpec().getReplicas();
      return start() + (replicas == null ? 1 : replicas);
    }

    boolean isOrdered() {
      return !"Parallel".equals(set.getSpec().getPodManagementPolicy());
    }

    /** The pods that are wanted, by their ordinals. */
    Map<Integer, Pod> wanted() {
      return pods.subMap(start(), end());
    }

    /** The pods beyond the wanted number, the last one first. */
    List<Pod> condemned() {
      var condemned = new TreeMap<>(pods);
      condemned.keySet().removeAll(wanted().keySet());
      return List.copyOf(condemned.descendingMap().values());
    }

    boolean isHealthy(Pod pod) {
      return PodFacts.isActive(pod) && isAvailable.test(pod);
    }

    boolean isRolling() {
      var strategy = set.getSpec().getUpdateStrategy();
      return strategy == null || !"OnDelete".equals(strategy.getType());
    }

    Optional<RollingUpdateStatefulSetStrategy> rolling() {
      return Optional.ofNullable(set.getSpec().getUpdateStrategy())
          .map(strategy -> strategy.getRollingUpdate());
    }

    /** The first ordinal that gets the newest revision. */
    int partition() {
      return start() + rolling().map(r -> Numbers.orZero(r.getPartition())).orElse(0);
    }

    int maxUnavailable() {
      return rolling()
          .map(RollingUpdateStatefulSetStrategy::getMaxUnavailable)
          .map(value -> Math.max(1, Numbers.scaled(value, end() - start(), false)))
          .orElse(1);
    }
  }

  private static StatefulPlan nothing() {
    return new StatefulPlan(
        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  static StatefulPlan compute(State state) {
    var plan = nothing();
    if (plan.fill(state) && plan.shrink(state) && state.isRolling()) {
      plan.renew(state);
    }
    return plan;
  }

  /** Answers whether what comes after it may go on. */
  private boolean fill(State state) {
    for (int ordinal = state.start(); ordinal < state.end(); ordinal++) {
      @Nullable Pod pod = state.pods().get(ordinal);
      if (pod == null) {
        create.add(ordinal);
      } else if (PodFacts.isTerminal(pod) && !PodFacts.isDeleting(pod)) {
        replace.add(pod);
      } else if (state.isHealthy(pod)) {
        continue;
      }
      if (state.isOrdered()) {
        return false;
      }
    }
    return true;
  }

  private boolean shrink(State state) {
    var condemned = state.condemned();
    @Nullable Pod firstUnhealthy =
        condemned.reversed().stream().filter(pod -> !state.isHealthy(pod)).findFirst().orElse(null);
    for (var pod : condemned) {
      boolean isBlocked =
          firstUnhealthy != null && !firstUnhealthy.equals(pod) && !state.isHealthy(pod);
      if (!PodFacts.isDeleting(pod) && !(state.isOrdered() && isBlocked)) {
        scaleDown.add(pod);
      }
      if (state.isOrdered()) {
        return false;
      }
    }
    return true;
  }

  private void renew(State state) {
    var wanted = new TreeMap<>(state.wanted());
    long unhealthy = wanted.values().stream().filter(pod -> !state.isHealthy(pod)).count();
    long room = state.maxUnavailable() - unhealthy - create.size();
    for (var entry : wanted.tailMap(state.partition(), true).descendingMap().entrySet()) {
      var pod = entry.getValue();
      boolean isOld = !StatefulPods.revision(pod).equals(state.newest());
      boolean isHealthy = state.isHealthy(pod);
      if (isOld && !PodFacts.isDeleting(pod)) {
        if (isHealthy && room <= 0) {
          return;
        }
        update.add(pod);
        room -= isHealthy ? 1 : 0;
      } else if (!isHealthy && room <= 0) {
        return;
      }
    }
  }
}
