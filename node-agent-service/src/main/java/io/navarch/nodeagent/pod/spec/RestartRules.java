package io.navarch.nodeagent.pod.spec;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerRestartRule;
import io.fabric8.kubernetes.api.model.Pod;

/** Whether a container that has ended is to be run again. */
public final class RestartRules {

  private RestartRules() {}

  /** The policy that counts for a container. */
  public static String policy(Pod pod, Container container) {
    var own = container.getRestartPolicy();
    return own == null || own.isEmpty() ? PodSpecs.restartPolicy(pod) : own;
  }

  /** Whether any end of a container could be followed by another start. */
  public static boolean mayRestart(Pod pod, Container container) {
    return !policy(pod, container).equals("Never")
        || !PodSpecs.orEmpty(container.getRestartPolicyRules()).isEmpty();
  }

  /** Whether a main container runs again after it has ended with that code. */
  public static boolean restarts(Pod pod, Container container, int exitCode) {
    if (PodSpecs.isTerminating(pod)) {
      return false;
    }
    for (var rule : PodSpecs.orEmpty(container.getRestartPolicyRules())) {
      if (matches(rule, exitCode)) {
        return "Restart".equals(rule.getAction());
      }
    }
    return switch (policy(pod, container)) {
      case "Never" -> false;
      case "OnFailure" -> exitCode != 0;
      default -> true;
    };
  }

  /** Whether an ordinary init container runs again after it has failed with that code. */
  public static boolean retriesInit(Pod pod, Container container, int exitCode) {
    return restarts(pod, container, exitCode);
  }

  private static boolean matches(ContainerRestartRule rule, int exitCode) {
    var codes = rule.getExitCodes();
    if (codes == null) {
      return false;
    }
    boolean listed = PodSpecs.orEmpty(codes.getValues()).contains(exitCode);
    return "NotIn".equals(codes.getOperator()) ? !listed : listed;
  }
}
