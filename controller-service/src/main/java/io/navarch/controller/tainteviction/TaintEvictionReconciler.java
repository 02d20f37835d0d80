package io.navarch.controller.tainteviction;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.event.EventRecorders;
import io.navarch.client.informer.CacheEvent;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.PatchKind;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.controller.podcontrol.PodFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Deletes pods from nodes whose taints they do not tolerate, when their time is over. */
@Component
final class TaintEvictionReconciler implements Reconciler<Pod> {

  private static final ResourceType<Pod> PODS = ResourceType.of(Pod.class);
  private static final String BY_NODE = "node";

  private final ApiClient api;
  private final Clock clock;
  private final EventRecorder events;
  private final Lister<Node> nodes;
  private final Lister<Pod> pods;
  private final Map<ResourceKey, Instant> planned = new ConcurrentHashMap<>();
  private final Map<Sight, Instant> firstSeen = new ConcurrentHashMap<>();

  /** A taint that does not say since when it is there, as it was met at a node. */
  private record Sight(String node, Taint taint) {}

  TaintEvictionReconciler(
      ApiClient api, Informers informers, EventRecorders recorders, Clock clock) {
    this.api = api;
    this.clock = clock;
    this.events = recorders.of("taint-eviction-controller");
    this.nodes = informers.lister(Node.class);
    this.pods =
        informers
            .of(Pod.class)
            .index(
                BY_NODE,
                pod -> List.of(Objects.requireNonNullElse(pod.getSpec().getNodeName(), "")))
            .lister();
  }

  @Override
  public String name() {
    return "taint_eviction_controller";
  }

  @Override
  public Watches<Pod> watches() {
    return Watches.of(Pod.class, event -> isPlaced(event.object()))
        .mappingEvents(Node.class, this::onNode);
  }

  private static boolean isPlaced(Pod pod) {
    return pod.getSpec().getNodeName() != null && !pod.getSpec().getNodeName().isEmpty();
  }

  private Collection<ResourceKey> onNode(CacheEvent<Node> event) {
    forget(event);
    boolean unchanged =
        switch (event) {
          case CacheEvent.Updated<Node>(var before, var after) ->
              before.getSpec().getTaints().equals(after.getSpec().getTaints());
          case CacheEvent.Added<Node>(var node) -> node.getSpec().getTaints().isEmpty();
          case CacheEvent.Removed<Node> _ -> true;
        };
    return unchanged
        ? List.of()
        : pods.byIndex(BY_NODE, event.object().getMetadata().getName()).stream()
            .map(ResourceKey::of)
            .toList();
  }

  @Override
  public Outcome gone(ResourceKey key) {
    planned.remove(key);
    return Outcome.done();
  }

  @Override
  public Outcome reconcile(Pod pod) {
    var key = ResourceKey.of(pod);
    if (!isPlaced(pod) || PodFacts.isDeleting(pod)) {
      planned.remove(key);
      return Outcome.done();
    }
    var node = nodes.find(ResourceKey.of(null, pod.getSpec().getNodeName()));
    List<Taint> taints = node.map(found -> found.getSpec().getTaints()).orElse(List.of());
    var due = EvictionPlan.compute(pod, taints, taint -> seen(pod.getSpec().getNodeName(), taint));
    if (due.isEmpty()) {
      if (planned.remove(key) != null) {
        events.normal(pod, "TaintManagerEviction", "Cancelling deletion of Pod " + key);
      }
      return Outcome.done();
    }
    var now = clock.instant();
    if (due.get().isAfter(now)) {
      planned.put(key, due.get());
      return Outcome.requeueAfter(Duration.between(now, due.get()));
    }
    evict(pod, now);
    return Outcome.done();
  }

  private Instant seen(String node, Taint taint) {
    return firstSeen.computeIfAbsent(new Sight(node, taint), _ -> clock.instant());
  }

  /** A taint that comes again counts anew. */
  private void forget(CacheEvent<Node> event) {
    var node = event.object();
    List<Taint> present =
        event instanceof CacheEvent.Removed<Node> ? List.of() : node.getSpec().getTaints();
    firstSeen
        .keySet()
        .removeIf(sight ->
            sight.node().equals(node.getMetadata().getName()) && !present.contains(sight.taint()));
  }

  private void evict(Pod pod, Instant now) {
    var key = ResourceKey.of(pod);
    planned.remove(key);
    var condition =
        Map.of(
            "type", "DisruptionTarget",
            "status", "True",
            "reason", "DeletionByTaintManager",
            "message", "Taint manager: deleting due to NoExecute taint",
            "lastTransitionTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
    var options =
        new DeleteOptionsBuilder()
            .withNewPreconditions()
            .withUid(pod.getMetadata().getUid())
            .endPreconditions()
            .build();
    try {
      events.normal(pod, "TaintManagerEviction", "Marking for deletion Pod " + key);
      api.patchSubresource(
          PODS,
          key,
          "status",
          PatchKind.STRATEGIC,
          Map.of("status", Map.of("conditions", List.of(condition))));
      api.delete(PODS, key, options);
    } catch (ApiException e) {
      if (!e.isNotFound() && !e.isConflict()) {
        throw e;
      }
    }
  }
}
