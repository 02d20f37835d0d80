package io.navarch.controller.nodelifecycle;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The taints that follow from what a node says of itself. Pure. */
final class NodeTaintsPlan {

  static final String NOT_READY = "node.kubernetes.io/not-ready";
  static final String UNREACHABLE = "node.kubernetes.io/unreachable";
  private static final String UNSCHEDULABLE = "node.kubernetes.io/unschedulable";
  private static final Map<String, String> PRESSURES =
      Map.of(
          "MemoryPressure", "node.kubernetes.io/memory-pressure",
          "DiskPressure", "node.kubernetes.io/disk-pressure",
          "PIDPressure", "node.kubernetes.io/pid-pressure",
          "NetworkUnavailable", "node.kubernetes.io/network-unavailable");
  private static final Set<String> OWN_NO_SCHEDULE =
      Set.of(
          NOT_READY,
          UNREACHABLE,
          UNSCHEDULABLE,
          "node.kubernetes.io/memory-pressure",
          "node.kubernetes.io/disk-pressure",
          "node.kubernetes.io/pid-pressure",
          "node.kubernetes.io/network-unavailable");
  private static final Set<String> OWN_NO_EXECUTE = Set.of(NOT_READY, UNREACHABLE);

  private NodeTaintsPlan() {}

  /**
   * All taints the node should have: those of others, those that follow from conditions, and, if
   * that is allowed now, the one that drives pods away.
   *
   * @param mayEvict whether a taint that evicts may be added; one that is there may stay
   */
  static List<Taint> compute(Node node, boolean mayEvict, Instant now) {
    var known = node.getSpec().getTaints();
    var taints = new ArrayList<Taint>();
    for (var taint : known) {
      if (!isOwn(taint)) {
        taints.add(taint);
      }
    }
    var lost = lost(node);
    for (var condition : node.getStatus().getConditions()) {
      var key = PRESSURES.get(condition.getType());
      if (key != null && "True".equals(condition.getStatus())) {
        taints.add(kept(known, key, "NoSchedule", now));
      }
    }
    if (Boolean.TRUE.equals(node.getSpec().getUnschedulable())) {
      taints.add(kept(known, UNSCHEDULABLE, "NoSchedule", now));
    }
    if (lost != null) {
      taints.add(kept(known, lost, "NoSchedule", now));
      boolean evicts =
          known.stream()
              .anyMatch(taint ->
                  OWN_NO_EXECUTE.contains(taint.getKey()) && "NoExecute".equals(taint.getEffect()));
      if (mayEvict || evicts) {
        taints.add(kept(known, lost, "NoExecute", now));
      }
    }
    return inKnownOrder(known, taints);
  }

  /** The taint key of a node that is not ready, if it is not. */
  static @Nullable String lost(Node node) {
    return node.getStatus().getConditions().stream()
        .filter(condition -> "Ready".equals(condition.getType()))
        .map(NodeCondition::getStatus)
        .map(
            status -> status.equals("False") ? NOT_READY : status.equals("True") ? "" : UNREACHABLE)
        .findFirst()
        .filter(key -> !key.isEmpty())
        .orElse(null);
  }

  /** Whether pods are already being driven from the node for the present reason. */
  static boolean evicts(Node node) {
    return node.getSpec().getTaints().stream()
        .anyMatch(
            taint -> taint.getKey().equals(lost(node)) && "NoExecute".equals(taint.getEffect()));
  }

  private static boolean isOwn(Taint taint) {
    return "NoSchedule".equals(taint.getEffect())
        ? OWN_NO_SCHEDULE.contains(taint.getKey())
        : "NoExecute".equals(taint.getEffect()) && OWN_NO_EXECUTE.contains(taint.getKey());
  }

  private static Taint kept(List<Taint> known, String key, String effect, Instant now) {
    return known.stream()
        .filter(taint -> taint.getKey().equals(key) && taint.getEffect().equals(effect))
        .findFirst()
        .orElseGet(() ->
            new TaintBuilder()
                .withKey(key)
                .withEffect(effect)
                .withTimeAdded(now.truncatedTo(ChronoUnit.SECONDS).toString())
                .build());
  }

  /** What is unchanged keeps its place, so that equal sets are equal lists. */
  private static List<Taint> inKnownOrder(List<Taint> known, List<Taint> taints) {
    var ordered = new ArrayList<>(known.stream().filter(taints::contains).toList());
    taints.stream().filter(taint -> !known.contains(taint)).forEach(ordered::add);
    return List.copyOf(ordered);
  }
}
