package io.navarch.controller.podgc;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.client.controller.Controller;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
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
import java.util.Set;
import java.util.stream.Collectors;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/** Removes pods that have ended long ago, that lost their node, or that never got one. */
@Slf4j
@Component
final class PodGarbageCollector implements Controller {

  private static final ResourceType<Pod> PODS = ResourceType.of(Pod.class);
  private static final ResourceType<Node> NODES = ResourceType.of(Node.class);

  private final ApiClient api;
  private final PodGcProperties properties;
  private final Clock clock;
  private final Lister<Pod> pods;
  private final Lister<Node> nodes;
  private final Loop loop;
  private final Map<String, Instant> missing = new HashMap<>();

  PodGarbageCollector(ApiClient api, Informers informers, PodGcProperties properties, Clock clock) {
    this.api = api;
    this.properties = properties;
    this.clock = clock;
    this.pods = informers.lister(Pod.class);
    this.nodes = informers.lister(Node.class);
    this.loop = new Loop(name(), properties.period(), this::collect);
  }

  @Override
  public String name() {
    return "pod-garbage-collector";
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop();
  }

  private void collect() {
    var all = pods.list();
    PodGcPlan.beyond(properties.terminatedThreshold(), all).forEach(pod -> delete(pod, ""));
    PodGcPlan.stranded(all, outOfService()).forEach(pod -> delete(pod, ""));
    PodGcPlan.orphans(all, presentNodes(all))
        .forEach(pod -> delete(pod, "PodGC: node no longer exists"));
    PodGcPlan.unscheduled(all).forEach(pod -> delete(pod, ""));
  }

  private Set<String> outOfService() {
    return nodes.list().stream()
        .filter(node ->
            node.getSpec().getTaints().stream()
                .anyMatch(taint -> taint.getKey().equals("node.kubernetes.io/out-of-service")))
        .map(node -> node.getMetadata().getName())
        .collect(Collectors.toSet());
  }

  /** Nodes that exist, and those whose absence is too recent to be believed. */
  private Set<String> presentNodes(List<Pod> all) {
    var known =
        nodes.list().stream()
            .map(HasMetadata::getMetadata)
            .map(metadata -> metadata.getName())
            .collect(Collectors.toSet());
    var now = clock.instant();
    var absent =
        PodGcPlan.nodes(all).filter(name -> !known.contains(name)).collect(Collectors.toSet());
    missing.keySet().retainAll(absent);
    for (var name : absent) {
      var since = missing.computeIfAbsent(name, _ -> now);
      boolean believed = !since.plus(properties.quarantine()).isAfter(now);
      if (!believed || api.find(NODES, ResourceKey.of(null, name)).isPresent()) {
        known.add(name);
      }
    }
    return known;
  }

  private void delete(Pod pod, String because) {
    var options =
        new DeleteOptionsBuilder()
            .withGracePeriodSeconds(0L)
            .withNewPreconditions()
            .withUid(pod.getMetadata().getUid())
            .endPreconditions()
            .build();
    try {
      if (!PodFacts.isTerminal(pod)) {
        markFailed(pod, because);
      }
      api.delete(PODS, ResourceKey.of(pod), options);
      log.atInfo().addKeyValue("pod", ResourceKey.of(pod)).log("pod collected");
    } catch (ApiException e) {
      if (!e.isNotFound() && !e.isConflict()) {
        log.atWarn()
            .addKeyValue("pod", ResourceKey.of(pod))
            .addKeyValue("cause", e.getMessage())
            .log("pod not collected");
      }
    }
  }

  /** Whoever counts this pod must see that it did not end well. */
  private void markFailed(Pod pod, String because) {
    Map<String, Object> status = new HashMap<>(Map.of("phase", "Failed"));
    if (!because.isEmpty()) {
      var time = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
      status.put(
          "conditions",
          List.of(
              Map.of(
                  "type", "DisruptionTarget",
                  "status", "True",
                  "reason", "DeletionByPodGC",
                  "message", because,
                  "lastTransitionTime", time)));
    }
    api.patchSubresource(
        PODS, ResourceKey.of(pod), "status", PatchKind.STRATEGIC, Map.of("status", status));
  }
}
