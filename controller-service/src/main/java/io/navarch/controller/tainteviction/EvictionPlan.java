package io.navarch.controller.tainteviction;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** When a pod has to leave its node because of taints. Pure. */
final class EvictionPlan {

  private EvictionPlan() {}

  /**
   * The moment of eviction; empty if the pod may stay for ever.
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
      var start =
          taint.getTimeAdded() == null ? since.apply(taint) : Instant.parse(taint.getTimeAdded());
      var tolerating =
          pod.getSpec().getTolerations().stream().filter(t -> tolerates(t, taint)).toList();
      if (tolerating.isEmpty()) {
        return Optional.of(start);
      }
      var shortest =
          tolerating.stream()
              .map(Toleration::getTolerationSeconds)
              .filter(Objects::nonNull)
              .min(Long::compare)
              .map(seconds -> start.plusSeconds(Math.max(0, seconds)));
      if (shortest.isPresent() && (earliest.isEmpty() || shortest.get().isBefore(earliest.get()))) {
        earliest = shortest;
      }
    }
    return earliest;
  }

  private static boolean tolerates(Toleration toleration, Taint taint) {
    if (!isEmpty(toleration.getEffect()) && !toleration.getEffect().equals(taint.getEffect())) {
      return false;
    }
    if (!isEmpty(toleration.getKey()) && !toleration.getKey().equals(taint.getKey())) {
      return false;
    }
    return "Exists".equals(toleration.getOperator())
        || (!isEmpty(toleration.getKey())
            && Objects.requireNonNullElse(toleration.getValue(), "")
                .equals(Objects.requireNonNullElse(taint.getValue(), "")));
  }

  private static boolean isEmpty(@Nullable String text) {
    return text == null || text.isEmpty();
  }
}
