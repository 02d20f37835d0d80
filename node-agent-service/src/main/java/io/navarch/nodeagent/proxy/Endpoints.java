package io.navarch.nodeagent.proxy;

import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The endpoints of one Service port that may be used now. Ready ones are; where no ready one is
 * left, those that are terminating but still serve take over.
 *
 * @param cluster usable from anywhere, near ones only where hints say so
 * @param local usable on this node
 * @param localReady ready on this node, as health checks count them
 */
record Endpoints(List<Target> cluster, List<Target> local, List<Target> localReady) {

  static Endpoints of(
      Collection<EndpointSlice> slices, ServicePort port, AddressFamily family, NodeView node) {
    var candidates = candidates(slices, port, family, node);
    var ready = where(candidates, Candidate::ready);
    var fallback = where(candidates, candidate -> candidate.serving() && candidate.terminating());
    var usable = ready.isEmpty() ? fallback : near(ready, node);
    var localReady = where(ready, Candidate::local);
    var local = localReady.isEmpty() ? where(fallback, Candidate::local) : localReady;
    return new Endpoints(targets(usable), targets(local), targets(localReady));
  }

  boolean isEmpty() {
    return cluster.isEmpty() && local.isEmpty();
  }

  private record Candidate(
      Target target,
      boolean ready,
      boolean serving,
      boolean terminating,
      List<String> hintedNodes,
      List<String> hintedZones) {

    boolean local() {
      return target.local();
    }
  }

  /** Hints count only if every endpoint has one and at least one of them points here. */
  private static List<Candidate> near(List<Candidate> ready, NodeView node) {
    if (ready.stream().noneMatch(c -> c.hintedNodes().isEmpty())) {
      var same = where(ready, c -> c.hintedNodes().contains(node.name()));
      if (!same.isEmpty()) {
        return same;
      }
    }
    if (!node.zone().isEmpty() && ready.stream().noneMatch(c -> c.hintedZones().isEmpty())) {
      var same = where(ready, c -> c.hintedZones().contains(node.zone()));
      if (!same.isEmpty()) {
        return same;
      }
    }
    return ready;
  }

  private static List<Candidate> candidates(
      Collection<EndpointSlice> slices, ServicePort port, AddressFamily family, NodeView node) {
    var found = new TreeMap<Target, Candidate>();
    var type = family == AddressFamily.IPV4 ? "IPv4" : "IPv6";
    for (var slice : slices) {
      if (!Objects.equals(slice.getAddressType(), type) || slice.getEndpoints() == null) {
        continue;
      }
      for (var number : numbers(slice, port)) {
        for (var endpoint : slice.getEndpoints()) {
          var candidate = candidate(endpoint, number, node);
          found.merge(candidate.target(), candidate, Endpoints::better);
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** An endpoint may be in two slices while it moves between them. */
  private static Candidate better(Candidate one, Candidate other) {
    return other.ready() && !one.ready() ? other : one;
  }

  private static List<Integer> numbers(EndpointSlice slice, ServicePort port) {
    var name = Objects.requireNonNullElse(port.getName(), "");
    return slice.getPorts() == null
        ? List.of()
        : slice.getPorts().stream()
            .filter(p -> Objects.requireNonNullElse(p.getName(), "").equals(name))
            .filter(p -> Protocol.of(p.getProtocol()) == Protocol.of(port.getProtocol()))
            .map(EndpointPort::getPort)
            .filter(Objects::nonNull)
            .toList();
  }

  private static Candidate candidate(Endpoint endpoint, int port, NodeView node) {
    var conditions = endpoint.getConditions();
    boolean ready = conditions == null || !Objects.equals(conditions.getReady(), false);
    boolean hasServing = conditions != null && conditions.getServing() != null;
    boolean serving = hasServing ? conditions.getServing() : ready;
    boolean terminating = conditions != null && Objects.equals(conditions.getTerminating(), true);
    boolean local = Objects.equals(endpoint.getNodeName(), node.name());
    return new Candidate(
        new Target(endpoint.getAddresses().getFirst(), port, local),
        ready,
        serving,
        terminating,
        hintedNodes(endpoint),
        hintedZones(endpoint));
  }

  private static List<String> hintedNodes(Endpoint endpoint) {
    var hints = endpoint.getHints();
    return hints == null || hints.getForNodes() == null
        ? List.of()
        : hints.getForNodes().stream().map(n -> n.getName()).toList();
  }

  private static List<String> hintedZones(Endpoint endpoint) {
    var hints = endpoint.getHints();
    return hints == null || hints.getForZones() == null
        ? List.of()
        : hints.getForZones().stream().map(z -> z.getName()).toList();
  }

  private static List<Candidate> where(List<Candidate> all, Predicate<Candidate> condition) {
    return all.stream().filter(condition).toList();
  }

  private static List<Target> targets(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::target).toList();
  }
}
