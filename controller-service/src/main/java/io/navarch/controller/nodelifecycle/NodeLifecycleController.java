package io.navarch.controller.nodelifecycle;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.navarch.client.controller.Controller;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.event.EventRecorders;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.queue.TokenBucket;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.PatchKind;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.controller.loop.Loop;
import io.navarch.controller.podcontrol.PodFacts;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks at all nodes every few seconds: who was silent for too long is unknown, and who is not
 * ready loses its pods, at a rate that depends on how much of its zone is lost. Its maps are owned
 * by the loop's thread.
 */
@Slf4j
@Component
final class NodeLifecycleController implements Controller {

  private static final ResourceType<Node> NODES = ResourceType.of(Node.class);
  private static final ResourceType<Pod> PODS = ResourceType.of(Pod.class);
  private static final String BY_NODE = "node";

  /** What was last heard of a node, and when by this process's own clock. */
  private record Heard(@Nullable Object heartbeat, @Nullable Object lease, Instant at) {}

  private final ApiClient api;
  private final NodeLifecycleProperties properties;
  private final Clock clock;
  private final EventRecorder events;
  private final Lister<Node> nodes;
  private final Lister<Lease> leases;
  private final Lister<Pod> pods;
  private final Loop loop;
  private final Map<String, Heard> heard = new HashMap<>();
  private final Map<String, Map<Double, TokenBucket>> buckets = new HashMap<>();

  NodeLifecycleController(
      ApiClient api,
      Informers informers,
      EventRecorders recorders,
      NodeLifecycleProperties properties,
      Clock clock) {
    this.api = api;
    this.properties = properties;
    this.clock = clock;
    this.events = recorders.of("node-controller");
    this.nodes = informers.lister(Node.class);
    this.leases = informers.lister(Lease.class);
    this.pods =
        informers
            .of(Pod.class)
            .index(
                BY_NODE,
                pod -> List.of(Objects.requireNonNullElse(pod.getSpec().getNodeName(), "")))
            .lister();
    this.loop = new Loop(name(), properties.monitorPeriod(), this::monitor);
  }

  @Override
  public String name() {
    return "node-lifecycle-controller";
  }

  @Override
  public void start() {
    heard.clear(); // another process may have led meanwhile: everyone gets a full grace period
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop();
  }

  private void monitor() {
    var known = nodes.list();
    var zones = ZonesPlan.compute(known, properties);
    var names = known.stream().map(n -> n.getMetadata().getName()).collect(Collectors.toSet());
    greet(known);
    heard.keySet().retainAll(names);
    for (var node : known) {
      try {
        monitor(node, zones);
      } catch (ApiException e) {
        log.atWarn()
            .addKeyValue("node", node.getMetadata().getName())
            .addKeyValue("cause", e.getMessage())
            .log("node not updated, next time again");
      }
    }
  }

  private void greet(List<Node> known) {
    for (var node : known) {
      var name = node.getMetadata().getName();
      if (!heard.containsKey(name)) {
        events.normal(
            node,
            "RegisteredNode",
            "Node %s event: Registered Node %s in Controller".formatted(name, name));
      }
    }
  }

  private void monitor(Node found, ZonesPlan zones) {
    var now = clock.instant();
    var node = isSilent(found, now) ? markSilent(found, now) : found;
    boolean mayEvict =
        NodeTaintsPlan.lost(node) != null && !NodeTaintsPlan.evicts(node) && takeTurn(node, zones);
    var taints = NodeTaintsPlan.compute(node, mayEvict, now);
    if (!taints.equals(node.getSpec().getTaints())) {
      writeTaints(node, taints);
    }
    if (NodeTaintsPlan.lost(node) != null) {
      markPodsUnready(node, now);
    }
  }

  private boolean isSilent(Node node, Instant now) {
    var name = node.getMetadata().getName();
    var ready = NodeHealthPlan.ready(node);
    Object heartbeat =
        ready.map(c -> List.of(text(c.getLastHeartbeatTime()), c.getStatus())).orElse(null);
    Object lease =
        leases
            .find(ResourceKey.of("kube-node-lease", name))
            .map(found -> found.getSpec().getRenewTime())
            .orElse(null);
    var last = heard.get(name);
    boolean saysUnknown = ready.filter(c -> "Unknown".equals(c.getStatus())).isPresent();
    if (last == null) {
      heard.put(name, new Heard(heartbeat, lease, now));
      return false;
    }
    boolean news =
        (!Objects.equals(last.heartbeat(), heartbeat) && !saysUnknown)
            || (lease != null && !lease.equals(last.lease()));
    if (news) {
      heard.put(name, new Heard(heartbeat, lease, now));
      return false;
    }
    var grace = ready.isEmpty() ? properties.startupGracePeriod() : properties.gracePeriod();
    return last.at().plus(grace).isBefore(now);
  }

  private Node markSilent(Node node, Instant now) {
    var conditions = NodeHealthPlan.silent(node, now);
    if (conditions.equals(node.getStatus().getConditions())) {
      return node;
    }
    var name = node.getMetadata().getName();
    var written =
        api.updateStatus(
            new NodeBuilder(node).editStatus().withConditions(conditions).endStatus().build());
    events.normal(node, "NodeNotReady", "Node %s status is now: NodeNotReady".formatted(name));
    return written;
  }

  private boolean takeTurn(Node node, ZonesPlan zones) {
    var zone = ZonesPlan.zone(node);
    double rate = zones.rates().getOrDefault(zone, 0.0);
    return rate > 0
        && buckets
            .computeIfAbsent(zone, _ -> new HashMap<>())
            .computeIfAbsent(rate, _ -> new TokenBucket(clock, rate, 1))
            .tryTake();
  }

  private void writeTaints(Node node, List<Taint> taints) {
    api.patch(
        NODES,
        ResourceKey.of(node),
        PatchKind.MERGE,
        Map.of(
            "metadata",
            Map.of("resourceVersion", node.getMetadata().getResourceVersion()),
            "spec",
            Map.of("taints", taints)));
  }

  /** Whoever sends requests to these pods must stop; their node can't say so itself. */
  private void markPodsUnready(Node node, Instant now) {
    for (var pod : pods.byIndex(BY_NODE, node.getMetadata().getName())) {
      if (PodFacts.isReady(pod)) {
        var condition =
            Map.of(
                "type", "Ready",
                "status", "False",
                "lastTransitionTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
        api.patchSubresource(
            PODS,
            ResourceKey.of(pod),
            "status",
            PatchKind.STRATEGIC,
            Map.of("status", Map.of("conditions", List.of(condition))));
        events.warning(pod, "NodeNotReady", "Node is not ready");
      }
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
