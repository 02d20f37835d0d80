package io.navarch.controller.job;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait before another pod, the longer the more have failed one after the other.
 *
 * @param failures since the last success
 * @param last when the last of them was
 */
record Backoff(int failures, Optional<Instant> last) {

  static final Backoff NONE = new Backoff(0, Optional.empty());

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int STEPS_TO_LONGEST = 6;

  /** What an index has to wait for after its last failed pod. */
  static Backoff ofIndex(Pod failed) {
    return new Backoff(
        IndexFailures.before(failed).total() + 1, Optional.of(JobFacts.finished(failed)));
  }

  /** What follows when more pods have ended. */
  Backoff after(List<Pod> succeeded, List<Pod> failed) {
    if (succeeded.isEmpty() && failed.isEmpty()) {
      return this;
    }
    var success = succeeded.stream().map(JobFacts::finished).max(Comparator.naturalOrder());
    var since =
        failed.stream()
            .map(JobFacts::finished)
            .filter(at -> success.isEmpty() || at.isAfter(success.get()))
            .toList();
    int before = success.isPresent() ? 0 : failures;
    return new Backoff(before + since.size(), since.stream().max(Comparator.naturalOrder()));
  }

  /** How much of the wait is left. */
  Duration remaining(Instant now) {
    if (failures == 0) {
      return Duration.ZERO;
    }
    var whole = failures > STEPS_TO_LONGEST ? LONGEST : FIRST.multipliedBy(1L << (failures - 1));
    var left = last.map(at -> Duration.between(now, at.plus(whole))).orElse(Duration.ZERO);
    return left.isPositive() ? left : Duration.ZERO;
  }
}
