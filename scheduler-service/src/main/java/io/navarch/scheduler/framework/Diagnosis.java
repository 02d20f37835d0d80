package io.navarch.scheduler.framework;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Why a Pod fits nowhere: each node's first rejection, or what was said of all nodes at once.
 *
 * @param totalNodes how many nodes the cluster has
 * @param nodes by node name; also those never tried because a PreFilter plugin excluded them
 * @param preFilterReason what ruled out all nodes before any was tried, or empty
 */
public record Diagnosis(
    int totalNodes, Map<String, NodeVerdict> nodes, String preFilterReason, Set<String> plugins) {

  /** One node's rejection and the plugin that made it. */
  public record NodeVerdict(String plugin, Verdict.Rejected verdict) {}

  public Diagnosis {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    plugins = Set.copyOf(plugins);
  }

  /** A diagnosis of nodes that were tried one by one. */
  public static Diagnosis ofNodes(int totalNodes, Map<String, NodeVerdict> nodes) {
    var plugins =
        nodes.values().stream()
            .map(NodeVerdict::plugin)
            .collect(Collectors.toCollection(TreeSet::new));
    return new Diagnosis(totalNodes, nodes, "", plugins);
  }

  /** A plugin ruled out all nodes. */
  public static Diagnosis ofPreFilter(int totalNodes, String plugin, String reason) {
    return new Diagnosis(totalNodes, Map.of(), reason, Set.of(plugin));
  }

  /**
   * What users read in the Pod's condition and event, in the words of kube-scheduler's {@code
   * FitError}.
   */
  public String message() {
    if (totalNodes == 0) {
      return "no nodes available to schedule pods";
    }
    var parts = preFilterReason.isEmpty() ? counted() : List.of(preFilterReason);
    return "0/%d nodes are available: %s.".formatted(totalNodes, String.join(", ", parts));
  }

  private List<String> counted() {
    var counts = new TreeMap<String, Integer>();
    nodes.values().stream()
        .flatMap(node -> node.verdict().reasons().stream())
        .forEach(reason -> counts.merge(reason, 1, Integer::sum));
    return counts.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).sorted().toList();
  }
}
