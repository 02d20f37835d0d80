package io.navarch.controller.job;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyOnExitCodesRequirement;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyOnPodConditionsPattern;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the Job's failure policy says of a failed pod. The first rule that fits decides; where none
 * does, the failure counts.
 *
 * @param action what the rule asks for; empty if none fits
 * @param message how the rule came to fit
 */
record FailureVerdict(Optional<String> action, String message) {

  private static final FailureVerdict NO_RULE = new FailureVerdict(Optional.empty(), "");

  /** Whether the failure counts towards the limits. */
  boolean counts() {
    return !action.equals(Optional.of("Ignore"));
  }

  boolean failsIndex() {
    return action.equals(Optional.of("FailIndex"));
  }

  boolean failsJob() {
    return action.equals(Optional.of("FailJob"));
  }

  /** The verdict on a failed pod. */
  static FailureVerdict of(Job job, Pod pod) {
    var policy = job.getSpec().getPodFailurePolicy();
    if (policy == null || pod.getStatus() == null) {
      return NO_RULE;
    }
    var rules = policy.getRules();
    for (int at = 0; at < rules.size(); at++) {
      var rule = rules.get(at);
      var reason = rule.getOnExitCodes() == null ? byCondition(rule, pod) : byCode(rule, pod);
      if (reason.isPresent()) {
        return new FailureVerdict(
            Optional.of(rule.getAction()),
            "%s matching %s rule at index %d".formatted(reason.get(), rule.getAction(), at));
      }
    }
    return NO_RULE;
  }

  private static Optional<String> byCode(PodFailurePolicyRule rule, Pod pod) {
    var status = pod.getStatus();
    return Stream.of(status.getContainerStatuses(), status.getInitContainerStatuses())
        .flatMap(List::stream)
        .filter(container -> matches(rule.getOnExitCodes(), container))
        .findFirst()
        .map(container ->
            "Container %s for pod %s/%s failed with exit code %d"
                .formatted(
                    container.getName(),
                    pod.getMetadata().getNamespace(),
                    pod.getMetadata().getName(),
                    container.getState().getTerminated().getExitCode()));
  }

  private static boolean matches(
      PodFailurePolicyOnExitCodesRequirement wanted, ContainerStatus container) {
    var end = container.getState() == null ? null : container.getState().getTerminated();
    if (end == null
        || end.getExitCode() == 0
        || (wanted.getContainerName() != null
            && !wanted.getContainerName().equals(container.getName()))) {
      return false;
    }
    boolean listed = wanted.getValues().contains(end.getExitCode());
    return wanted.getOperator().equals("In") ? listed : !listed;
  }

  private static Optional<String> byCondition(PodFailurePolicyRule rule, Pod pod) {
    return pod.getStatus().getConditions().stream()
        .filter(condition ->
            rule.getOnPodConditions().stream().anyMatch(pattern -> matches(pattern, condition)))
        .findFirst()
        .map(condition ->
            "Pod %s/%s has condition %s"
                .formatted(
                    pod.getMetadata().getNamespace(),
                    pod.getMetadata().getName(),
                    condition.getType()));
  }

  private static boolean matches(
      PodFailurePolicyOnPodConditionsPattern pattern, PodCondition condition) {
    return pattern.getType().equals(condition.getType())
        && pattern.getStatus().equals(condition.getStatus());
  }
}
