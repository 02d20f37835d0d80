package io.navarch.controller.garbagecollector;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.PartialObjectMetadata;
import io.micrometer.core.instrument.MeterRegistry;
import io.navarch.client.controller.Controller;
import io.navarch.client.controller.Workers;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.event.EventRecorders;
import io.navarch.client.informer.CacheEvent;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Subscription;
import io.navarch.client.queue.ControllerRateLimiter;
import io.navarch.client.queue.DelayingQueue;
import io.navarch.client.queue.QueueMetrics;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ListQuery;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.controller.discovery.ApiResource;
import io.navarch.controller.discovery.Discovery;
import io.navarch.controller.loop.Loop;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/**
 * Watches the metadata of everything that can be deleted and removes what its owners no longer
 * hold. Which resources there are is asked anew every 30 seconds.
 */
@Slf4j
@Component
final class GarbageCollector implements Controller {

  private static final Duration REFRESH = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final int WORKERS = 20;
  private static final Set<String> IGNORED = Set.of("events", "events.events.k8s.io");

  private final Informers informers;
  private final Discovery discovery;
  private final MeterRegistry meters;
  private final Clock clock;
  private final ApiClient api;
  private final EventRecorder events;
  private final Map<ResourceType<GenericKubernetesResource>, Subscription> monitors =
      new HashMap<>();
  private final Kinds kinds = new Kinds();
  private final Loop refresh;
  private final QueueMetrics deleteMetrics;
  private final QueueMetrics orphanMetrics;
  private volatile Graph graph = new Graph();
  private volatile DelayingQueue<String> deletes;
  private volatile DelayingQueue<String> orphans;
  private volatile Collector collector;
  private List<Workers> workers = List.of();

  GarbageCollector(
      ApiClient api,
      Informers informers,
      Discovery discovery,
      EventRecorders recorders,
      MeterRegistry meters,
      Clock clock) {
    this.api = api;
    this.events = recorders.of("garbage-collector-controller");
    this.informers = informers;
    this.discovery = discovery;
    this.meters = meters;
    this.clock = clock;
    this.refresh = new Loop(name(), REFRESH, this::refresh);
    this.deleteMetrics = new QueueMetrics(this.meters, "garbage_collector_attempt_to_delete");
    this.orphanMetrics = new QueueMetrics(this.meters, "garbage_collector_attempt_to_orphan");
    this.deletes = queue(deleteMetrics);
    this.orphans = queue(orphanMetrics);
    this.collector = new Collector(api, graph, kinds, this::enqueue);
  }

  private DelayingQueue<String> queue(QueueMetrics metrics) {
    return new DelayingQueue<>(clock, metrics, new ControllerRateLimiter<>(clock));
  }

  @Override
  public String name() {
    return "garbage-collector";
  }

  @Override
  public void start() {
    graph = new Graph();
    deletes = queue(deleteMetrics).start("garbage-delete");
    orphans = queue(orphanMetrics).start("garbage-orphan");
    collector = new Collector(api, graph, kinds, this::enqueue);
    refresh.start();
    workers =
        List.of(
            Workers.start("garbage-delete", WORKERS, () -> drain(deletes, this::delete)),
            Workers.start("garbage-orphan", WORKERS, () -> drain(orphans, this::orphan)));
  }

  @Override
  public void stop() {
    refresh.stop();
    monitors.values().forEach(Subscription::close);
    monitors.clear();
    deletes.close();
    orphans.close();
    workers.forEach(group -> group.stop(STOP_LIMIT));
  }

  /** Begins to watch new resources and ceases to watch those that are gone. */
  private void refresh() {
    var discovered = discovery.discover();
    kinds.learn(discovered.resources());
    Set<ResourceType<GenericKubernetesResource>> present = new HashSet<>();
    for (var resource : discovered.resources()) {
      if (isWatchable(resource)) {
        present.add(resource.type());
        monitors.computeIfAbsent(resource.type(), this::monitor);
      }
    }
    if (discovered.failed().isEmpty()) {
      for (var type : Set.copyOf(monitors.keySet())) {
        if (!present.contains(type)) {
          var gone = monitors.remove(type);
          if (gone != null) {
            gone.close();
          }
          informers.drop(type.metadata(), ListQuery.ALL);
        }
      }
    }
  }

  private static boolean isWatchable(ApiResource resource) {
    return resource.isDeletable()
        && resource.can("watch")
        && !IGNORED.contains(resource.type().qualifiedName());
  }

  private Subscription monitor(ResourceType<GenericKubernetesResource> type) {
    return informers.of(type.metadata(), ListQuery.ALL).subscribe(event -> changed(type, event));
  }

  private void changed(
      ResourceType<GenericKubernetesResource> type, CacheEvent<PartialObjectMetadata> event) {
    var object = event.object();
    var uid = object.getMetadata().getUid();
    if (event instanceof CacheEvent.Removed<PartialObjectMetadata>) {
      enqueue(graph.removed(uid));
      return;
    }
    var identity =
        new Node.Identity(type, type.apiVersion(), type.kind(), ResourceKey.of(object), uid);
    enqueue(graph.observed(identity, object));
  }

  private void enqueue(Graph.Work work) {
    work.delete().forEach(deletes::add);
    work.orphan().forEach(orphans::add);
    work.strangers().forEach(this::tell);
  }

  private void tell(Graph.Stranger stranger) {
    var dependent = stranger.dependent();
    var owner = stranger.owner();
    var namespace = dependent.key().namespace();
    events.record(
        new ObjectReferenceBuilder()
            .withApiVersion(dependent.apiVersion())
            .withKind(dependent.kind())
            .withNamespace(namespace)
            .withName(dependent.key().name())
            .withUid(dependent.uid())
            .build(),
        "Warning",
        "OwnerRefInvalidNamespace",
        "ownerRef [%s/%s, namespace: %s, name: %s, uid: %s] does not exist in namespace \"%s\""
            .formatted(
                owner.getApiVersion(),
                owner.getKind(),
                namespace,
                owner.getName(),
                owner.getUid(),
                namespace));
  }

  private boolean delete(String uid) {
    return collector.attemptDelete(uid);
  }

  private boolean orphan(String uid) {
    collector.attemptOrphan(uid);
    return true;
  }

  private static void drain(DelayingQueue<String> queue, Predicate<String> work) {
    try {
      for (var uid = queue.take(); uid.isPresent(); uid = queue.take()) {
        process(queue, uid.get(), work);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void process(DelayingQueue<String> queue, String uid, Predicate<String> work) {
    try {
      if (work.test(uid)) {
        queue.forget(uid);
      } else {
        queue.addRateLimited(uid);
      }
    } catch (ApiException | UnknownKindException e) {
      log.atDebug().addKeyValue("uid", uid).addKeyValue("cause", e.getMessage()).log("refused");
      queue.addRateLimited(uid);
    } catch (RuntimeException e) {
      log.atWarn().addKeyValue("uid", uid).addKeyValue("cause", e.toString()).log("not collected");
      queue.addRateLimited(uid);
    } finally {
      queue.done(uid);
    }
  }
}
