package io.navarch.nodeagent.pod.config;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodDNSConfig;
import io.fabric8.kubernetes.api.model.PodDNSConfigOption;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.DnsConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which resolver a Pod asks, by its DNS policy. */
public record PodDns(List<String> clusterServers, String clusterDomain, DnsConfig ofNode) {

  private static final int MOST_SERVERS = 3;
  private static final int MOST_SEARCHES = 32;
  private static final int LONGEST_SEARCH_LINE = 2048;

  /** The settings for a Pod, within the limits that resolvers have. */
  public DnsConfig of(Pod pod) {
    var policy = policyOf(pod);
    var base =
        switch (policy) {
          case "None" -> new DnsConfig(List.of(), List.of(), List.of());
          case "Default" -> nodesOrLoopback();
          default -> ofCluster(pod.getMetadata().getNamespace());
        };
    return limited(withOwn(base, pod.getSpec().getDnsConfig()));
  }

  private String policyOf(Pod pod) {
    var policy = pod.getSpec().getDnsPolicy();
    boolean clusterFirst = policy == null || policy.equals("ClusterFirst");
    if (clusterServers.isEmpty() && (clusterFirst || "ClusterFirstWithHostNet".equals(policy))) {
      return "Default";
    }
    if (clusterFirst) {
      return PodSpecs.usesNodeNetwork(pod) ? "Default" : "Cluster";
    }
    return policy.equals("ClusterFirstWithHostNet") ? "Cluster" : policy;
  }

  private DnsConfig nodesOrLoopback() {
    return ofNode.servers().isEmpty()
        ? new DnsConfig(List.of("127.0.0.1"), List.of("."), ofNode.options())
        : ofNode;
  }

  private DnsConfig ofCluster(String namespace) {
    var searches =
        new ArrayList<>(
            List.of(
                "%s.svc.%s".formatted(namespace, clusterDomain),
                "svc." + clusterDomain,
                clusterDomain));
    searches.addAll(ofNode.searches());
    return new DnsConfig(clusterServers, distinct(searches.stream()), List.of("ndots:5"));
  }

  private static DnsConfig withOwn(DnsConfig base, @Nullable PodDNSConfig own) {
    if (own == null) {
      return base;
    }
    var servers =
        Stream.concat(base.servers().stream(), PodSpecs.orEmpty(own.getNameservers()).stream());
    var searches =
        Stream.concat(base.searches().stream(), PodSpecs.orEmpty(own.getSearches()).stream());
    return new DnsConfig(
        distinct(servers),
        distinct(searches),
        mergedOptions(base.options(), PodSpecs.orEmpty(own.getOptions())));
  }

  private static List<String> mergedOptions(List<String> base, List<PodDNSConfigOption> own) {
    var merged = new LinkedHashMap<String, String>();
    base.forEach(option -> merged.put(option.split(":", 2)[0], option));
    for (var option : own) {
      var value = option.getValue();
      merged.put(
          option.getName(),
          value == null || value.isEmpty() ? option.getName() : option.getName() + ":" + value);
    }
    return List.copyOf(merged.values());
  }

  private static List<String> distinct(Stream<String> values) {
    return List.copyOf(
        values.collect(java.util.stream.Collectors.toCollection(LinkedHashSet::new)));
  }

  private static DnsConfig limited(DnsConfig dns) {
    var searches = new ArrayList<String>();
    int length = 0;
    for (var search : dns.searches()) {
      length += search.length() + 1;
      if (searches.size() == MOST_SEARCHES || length - 1 > LONGEST_SEARCH_LINE) {
        break;
      }
      searches.add(search);
    }
    return new DnsConfig(
        dns.servers().stream().limit(MOST_SERVERS).toList(), searches, dns.options());
  }
}
