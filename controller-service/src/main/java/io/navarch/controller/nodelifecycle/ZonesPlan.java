package io.navarch.controller.nodelifecycle;

import io.fabric8.kubernetes.api.model.Node;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many nodes a second may lose their pods in each zone. If nearly all nodes seem lost, it is
 * more likely that this process can't see them. Pure.
 *
 * @param rates by zone; zero where nothing may be evicted
 */
record ZonesPlan(Map<String, Double> rates) {

  static ZonesPlan compute(Collection<Node> nodes, NodeLifecycleProperties properties) {
    var zones = nodes.stream().collect(Collectors.groupingBy(ZonesPlan::zone));
    Map<String, Double> rates = new HashMap<>();
    boolean allLost = !zones.isEmpty() && zones.values().stream().allMatch(ZonesPlan::isLost);
    zones.forEach((zone, members) -> {
      long lost = members.stream().filter(node -> NodeTaintsPlan.lost(node) != null).count();
      boolean partial =
          lost > 2
              && lost < members.size()
              && (double) lost / members.size() >= properties.unhealthyThreshold();
      double reduced =
          members.size() > properties.largeZone() ? properties.secondaryEvictionRate() : 0;
      rates.put(zone, allLost ? 0 : partial ? reduced : properties.evictionRate());
    });
    return new ZonesPlan(Map.copyOf(rates));
  }

  private static boolean isLost(Collection<Node> members) {
    return members.stream().allMatch(node -> NodeTaintsPlan.lost(node) != null);
  }

  static String zone(Node node) {
    var labels = node.getMetadata().getLabels();
    return labels == null
        ? ""
        : labels.getOrDefault("topology.kubernetes.io/region", "")
            + ":"
            + labels.getOrDefault("topology.kubernetes.io/zone", "");
  }
}
