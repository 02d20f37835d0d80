package io.navarch.apiserver.admission.plugin;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which labels a node may give itself: others decide what is scheduled where. */
final class NodeLabels {

  private static final String RESTRICTED = "node-restriction.kubernetes.io";
  private static final Set<String> OWN =
      Set.of(
          "kubernetes.io/hostname",
          "kubernetes.io/os",
          "kubernetes.io/arch",
          "topology.kubernetes.io/zone",
          "topology.kubernetes.io/region",
          "failure-domain.beta.kubernetes.io/zone",
          "failure-domain.beta.kubernetes.io/region",
          "node.kubernetes.io/instance-type",
          "beta.kubernetes.io/instance-type",
          "beta.kubernetes.io/os",
          "beta.kubernetes.io/arch");
  private static final Set<String> OWN_DOMAINS =
      Set.of("kubelet.kubernetes.io", "node.kubernetes.io");

  private NodeLabels() {}

  /** The labels that differ and that a node may not change, in order. */
  static Set<String> refused(Map<String, String> now, Map<String, String> before) {
    return Stream.concat(now.keySet().stream(), before.keySet().stream())
        .filter(key -> !now.getOrDefault(key, "\0").equals(before.getOrDefault(key, "\0")))
        .filter(NodeLabels::isRefused)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isRefused(String key) {
    var domain = domain(key);
    if (isBelow(domain, RESTRICTED)) {
      return true;
    }
    boolean ofKubernetes = isBelow(domain, "kubernetes.io") || isBelow(domain, "k8s.io");
    return ofKubernetes
        && !OWN.contains(key)
        && OWN_DOMAINS.stream().noneMatch(own -> isBelow(domain, own));
  }

  private static String domain(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? "" : key.substring(0, slash);
  }

  private static boolean isBelow(String domain, String parent) {
    return domain.equals(parent) || domain.endsWith("." + parent);
  }
}
