package io.navarch.controller.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How often an index has failed. The pods themselves know it: each carries the failures of those
 * before it, so the last failed pod of an index is kept until its successor exists.
 *
 * @param counted failures that count towards the limit of the index
 * @param ignored failures that the failure policy ignores
 */
record IndexFailures(int counted, int ignored) {

  static final String COUNTED = "batch.kubernetes.io/job-index-failure-count";
  static final String IGNORED = "batch.kubernetes.io/job-index-ignored-failure-count";

  static final IndexFailures NONE = new IndexFailures(0, 0);

  /** The failures before a pod. */
  static IndexFailures before(Pod pod) {
    return new IndexFailures(number(pod, COUNTED), number(pod, IGNORED));
  }

  private static int number(Pod pod, String annotation) {
    var annotations = pod.getMetadata().getAnnotations();
    var text = annotations == null ? null : annotations.get(annotation);
    try {
      return text == null ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  /** The failures up to a failed pod and with it. */
  static IndexFailures with(Job job, Pod failed) {
    var before = before(failed);
    return FailureVerdict.of(job, failed).counts()
        ? new IndexFailures(before.counted + 1, before.ignored)
        : new IndexFailures(before.counted, before.ignored + 1);
  }

  int total() {
    return counted + ignored;
  }

  /** The indexes that have failed for good because of these pods. */
  static Indexes failed(Job job, List<Pod> pods) {
    var result = new TreeSet<Integer>();
    for (var pod : pods) {
      var index = JobFacts.wantedIndex(job, pod);
      if (index.isPresent() && JobFacts.isTracked(pod) && ends(job, pod)) {
        result.add(index.getAsInt());
      }
    }
    return Indexes.of(result);
  }

  private static boolean ends(Job job, Pod pod) {
    if (!JobFacts.hasFailed(job, pod)) {
      return false;
    }
    var verdict = FailureVerdict.of(job, pod);
    return verdict.failsIndex()
        || (verdict.counts() && before(pod).counted >= job.getSpec().getBackoffLimitPerIndex());
  }

  /** The last failed pod of each index that is still to be tried again. */
  static Map<Integer, Pod> awaitingSuccessor(Job job, List<Pod> pods, Indexes over) {
    var result = new HashMap<Integer, Pod>();
    for (var pod : pods) {
      var index = JobFacts.wantedIndex(job, pod);
      if (index.isPresent()
          && !over.has(index.getAsInt())
          && JobFacts.isTracked(pod)
          && JobFacts.hasFailed(job, pod)) {
        result.merge(index.getAsInt(), pod, IndexFailures::later);
      }
    }
    return Map.copyOf(result);
  }

  private static Pod later(Pod one, Pod other) {
    return before(one).total() <= before(other).total()
            && !JobFacts.finished(other).isBefore(JobFacts.finished(one))
        ? other
        : one;
  }
}
