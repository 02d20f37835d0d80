package io.navarch.controller.endpointslice;

import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How to change the slices of one set of ports so that together they hold the desired endpoints,
 * with as few writes as possible: endpoints stay where they are, slices that must change anyway are
 * filled first, and one that has room is preferred to a new one. Pure.
 *
 * @param update slices and their new endpoints
 * @param create the endpoints of slices still to be made
 * @param delete slices that hold nothing any more
 */
public record SlicePlan(
    Map<EndpointSlice, List<Endpoint>> update,
    List<List<Endpoint>> create,
    List<EndpointSlice> delete) {

  /** Compares what is with what should be; no slice gets more than the maximum. */
  public static SlicePlan compute(
      List<EndpointSlice> existing, Collection<Endpoint> desired, int maximum) {
    Map<Object, Endpoint> missing = new LinkedHashMap<>();
    desired.forEach(endpoint -> missing.put(identity(endpoint), endpoint));
    Map<EndpointSlice, List<Endpoint>> changed = new LinkedHashMap<>();
    Map<EndpointSlice, List<Endpoint>> unchanged = new LinkedHashMap<>();
    for (var slice : existing) {
      var kept = kept(slice, missing);
      (kept.equals(slice.getEndpoints()) ? unchanged : changed).put(slice, kept);
    }
    var left = new ArrayList<>(missing.values());
    changed.values().forEach(endpoints -> fill(endpoints, left, maximum));
    if (!left.isEmpty()) {
      fullest(unchanged, left.size(), maximum)
          .ifPresent(slice -> {
            var endpoints = new ArrayList<>(unchanged.getOrDefault(slice, List.of()));
            fill(endpoints, left, maximum);
            changed.put(slice, endpoints);
          });
    }
    var create = new ArrayList<List<Endpoint>>();
    while (!left.isEmpty()) {
      var endpoints = new ArrayList<Endpoint>();
      fill(endpoints, left, maximum);
      create.add(endpoints);
    }
    var delete =
        existing.stream()
            .filter(slice -> changed.getOrDefault(slice, slice.getEndpoints()).isEmpty())
            .toList();
    delete.forEach(changed::remove);
    return new SlicePlan(changed, create, delete);
  }

  /** The slice's endpoints that are still desired, as they are desired now. */
  private static List<Endpoint> kept(EndpointSlice slice, Map<Object, Endpoint> missing) {
    var kept = new ArrayList<Endpoint>();
    for (var endpoint : slice.getEndpoints()) {
      var wanted = missing.remove(identity(endpoint));
      if (wanted != null) {
        kept.add(wanted);
      }
    }
    return kept;
  }

  private static void fill(List<Endpoint> endpoints, List<Endpoint> left, int maximum) {
    while (endpoints.size() < maximum && !left.isEmpty()) {
      endpoints.add(left.removeLast());
    }
  }

  /** The fullest slice that can still take all of them. */
  private static Optional<EndpointSlice> fullest(
      Map<EndpointSlice, List<Endpoint>> slices, int number, int maximum) {
    return slices.entrySet().stream()
        .filter(entry -> entry.getValue().size() + number <= maximum)
        .max(Comparator.comparingInt(entry -> entry.getValue().size()))
        .map(Map.Entry::getKey);
  }

  private static Object identity(Endpoint endpoint) {
    var target = endpoint.getTargetRef();
    return List.of(
        List.copyOf(endpoint.getAddresses()),
        target == null ? "" : Objects.requireNonNullElse(target.getUid(), ""),
        Objects.requireNonNullElse(endpoint.getNodeName(), ""));
  }
}
