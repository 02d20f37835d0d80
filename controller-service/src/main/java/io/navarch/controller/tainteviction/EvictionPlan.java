package io.navarch.controller.tainteviction;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Taint;
import io.navarch.controller.podcontrol.PodFacts;
import io.navarch.controller.podcontrol.Tolerations;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** When a pod has to leave its node because of taints. Pure. */
final class EvictionPlan {

  private EvictionPlan() {}

  /**
   * The moment of eviction; empty if the pod may stay for ever, the past if it must go at once. Of
   * several tolerations for one taint the first counts, and the wait begins when pod and taint have
   * met.
   *
   * @param since when a taint came, for those that do not say it themselves
   */
  static Optional<Instant> compute(
      Pod pod, Collection<Taint> taints, Function<Taint, Instant> since) {
    Optional<Instant> earliest = Optional.empty();
    for (var taint : taints) {
      if (!"NoExecute".equals(taint.getEffect())) {
        continue;
      }
      var tolerating =
          pod.getSpec().getTolerations().stream()
              .filter(t -> Tolerations.tolerates(t, taint))
              .findFirst();
      if (tolerating.isEmpty()) {
        return Optional.of(Instant.MIN);
      }
      var seconds = tolerating.get().getTolerationSeconds();
      if (seconds == null) {
        continue;
      }
      if (seconds <= 0) {
        return Optional.of(Instant.MIN);
      }
      var end = later(placed(pod), came(taint, since)).plusSeconds(seconds);
      if (earliest.isEmpty() || end.isBefore(earliest.get())) {
        earliest = Optional.of(end);
      }
    }
    return earliest;
  }

  private static Instant came(Taint taint, Function<Taint, Instant> since) {
    return taint.getTimeAdded() == null ? since.apply(taint) : Instant.parse(taint.getTimeAdded());
  }

  private static Instant placed(Pod pod) {
    return PodFacts.condition(pod, "PodScheduled")
        .filter(condition -> "True".equals(condition.getStatus()))
        .map(PodCondition::getLastTransitionTime)
        .map(Instant::parse)
        .orElseGet(() -> PodFacts.created(pod));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
