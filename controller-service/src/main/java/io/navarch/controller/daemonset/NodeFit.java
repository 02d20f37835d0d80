package io.navarch.controller.daemonset;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Taint;
import io.navarch.controller.podcontrol.Tolerations;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a node is to a daemon's pod.
 *
 * @param shouldRun whether one that is not there should be made
 * @param mayStay whether one that is there may go on
 */
record NodeFit(boolean shouldRun, boolean mayStay) {

  private static final NodeFit NONE = new NodeFit(false, false);

  /** Compares a pod, as it would be made for the node, with the node. */
  static NodeFit of(Pod pod, Node node) {
    var spec = pod.getSpec();
    var name = node.getMetadata().getName();
    boolean elsewhere =
        spec.getNodeName() != null
            && !spec.getNodeName().isEmpty()
            && !spec.getNodeName().equals(name);
    if (elsewhere || !isSelected(spec, node)) {
      return NONE;
    }
    return bears(pod, node, taint -> !"PreferNoSchedule".equals(taint.getEffect()))
        ? new NodeFit(true, true)
        : new NodeFit(false, bears(pod, node, taint -> "NoExecute".equals(taint.getEffect())));
  }

  private static boolean bears(Pod pod, Node node, Predicate<Taint> relevant) {
    var taints = node.getSpec() == null ? List.<Taint>of() : node.getSpec().getTaints();
    return taints.stream()
        .filter(relevant)
        .allMatch(taint ->
            pod.getSpec().getTolerations().stream()
                .anyMatch(toleration -> Tolerations.tolerates(toleration, taint)));
  }

  private static boolean isSelected(PodSpec spec, Node node) {
    var labels = labels(node);
    if (spec.getNodeSelector() != null
        && !labels.entrySet().containsAll(spec.getNodeSelector().entrySet())) {
      return false;
    }
    var affinity = spec.getAffinity() == null ? null : spec.getAffinity().getNodeAffinity();
    var required =
        affinity == null ? null : affinity.getRequiredDuringSchedulingIgnoredDuringExecution();
    return required == null
        || required.getNodeSelectorTerms().stream().anyMatch(term -> matches(term, node, labels));
  }

  private static boolean matches(NodeSelectorTerm term, Node node, Map<String, String> labels) {
    var expressions = term.getMatchExpressions();
    var fields = term.getMatchFields();
    var names = Map.of("metadata.name", node.getMetadata().getName());
    return !(expressions.isEmpty() && fields.isEmpty())
        && expressions.stream().allMatch(one -> matches(one, labels))
        && fields.stream().allMatch(one -> matches(one, names));
  }

  private static boolean matches(NodeSelectorRequirement one, Map<String, String> labels) {
    @Nullable String value = labels.get(one.getKey());
    return switch (one.getOperator()) {
      case "In" -> value != null && one.getValues().contains(value);
      case "NotIn" -> value == null || !one.getValues().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      case "Gt" -> compare(value, one.getValues()) > 0;
      case "Lt" -> compare(value, one.getValues()) < 0;
      default -> false;
    };
  }

  /** How a label compares with the one number that is given; 0 if one of them is no number. */
  private static int compare(@Nullable String value, List<String> values) {
    try {
      return value == null || values.size() != 1
          ? 0
          : Long.compare(Long.parseLong(value), Long.parseLong(values.getFirst()));
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static Map<String, String> labels(Node node) {
    var labels = node.getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }
}
