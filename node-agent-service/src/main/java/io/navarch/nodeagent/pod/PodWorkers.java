package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.client.informer.CacheEvent;
import io.navarch.client.informer.Informer;
import io.navarch.client.informer.Informers;
import io.navarch.client.transport.ListQuery;
import io.navarch.client.transport.ResourceType;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.backoff.KeyedBackoff;
import io.navarch.nodeagent.lifecycle.PodLifecycle;
import io.navarch.nodeagent.pod.resize.Allocations;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.spec.StaticMarks;
import io.navarch.nodeagent.probe.ProbeManager;
import io.navarch.nodeagent.reference.ReferencedObjects;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import lombok.extern.slf4j.Slf4j;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** All workers of this node: one for each Pod that the API has bound to it. */
@Slf4j
@Component
public class PodWorkers implements SmartLifecycle {

  private final Informer<Pod> pods;
  private final PodSyncer syncer;
  private final PodEnding ender;
  private final PodProperties properties;
  private final Clock clock;
  private final Map<String, PodWorker> workers = new ConcurrentHashMap<>();
  private final Informers informers;
  private volatile boolean running;
  private volatile boolean declared;

  PodWorkers(
      Informers informers,
      NodeIdentity node,
      PodSyncer syncer,
      PodEnding ender,
      PodWakers wakers,
      PodProperties properties,
      Clock clock) {
    this.informers = informers;
    this.pods =
        informers.of(ResourceType.of(Pod.class), ListQuery.byField("spec.nodeName=" + node.name()));
    this.syncer = syncer;
    this.ender = ender;
    this.properties = properties;
    this.clock = clock;
    wakers.lifecycle.subscribe(this::wake);
    wakers.probes.subscribe(this::wake);
    wakers.objects.subscribe(this::wake);
    wakers.allocations.subscribe(this::wake);
  }

  /** Those who know first that a Pod has changed. */
  @Component
  static final class PodWakers {
    private final PodLifecycle lifecycle;
    private final ProbeManager probes;
    private final ReferencedObjects objects;
    private final Allocations allocations;

    PodWakers(
        PodLifecycle lifecycle,
        ProbeManager probes,
        ReferencedObjects objects,
        Allocations allocations) {
      this.lifecycle = lifecycle;
      this.probes = probes;
      this.objects = objects;
      this.allocations = allocations;
    }
  }

  /** The Pods that the API has bound to this node, as far as it is known. */
  public Collection<Pod> pods() {
    return workers.values().stream().map(PodWorker::pod).toList();
  }

  /** The Pod of that name. */
  public Optional<Pod> find(String namespace, String name) {
    return pods().stream()
        .filter(p -> p.getMetadata().getNamespace().equals(namespace))
        .filter(p -> p.getMetadata().getName().equals(name))
        .findFirst();
  }

  /** Whether the first list of Pods has arrived, and those that the node itself declares. */
  public boolean hasSynced() {
    return pods.hasSynced() && declared;
  }

  /** Whether a worker cares for the Pod of that uid. */
  public boolean knows(String uid) {
    return workers.containsKey(uid);
  }

  /** Ends a Pod for the node's sake. */
  public void evict(String uid, String reason, String message, Duration within) {
    var worker = workers.get(uid);
    if (worker != null) {
      worker.evict(reason, message, within);
    }
  }

  /** Lets the worker of a Pod look at once. */
  public void wake(String uid) {
    var worker = workers.get(uid);
    if (worker != null) {
      worker.wake();
    }
  }

  /** The Pods that the node itself declares, all of them; those that were declared before end. */
  public void declare(Collection<Pod> pods) {
    var uids = pods.stream().map(PodSpecs::uid).collect(Collectors.toSet());
    pods.stream()
        .filter(pod -> !workers.containsKey(PodSpecs.uid(pod)))
        .forEach(pod -> appeared(PodSpecs.uid(pod), pod));
    workers.forEach((uid, worker) -> {
      if (StaticMarks.isStatic(worker.pod()) && !uids.contains(uid)) {
        worker.removed();
      }
    });
    declared = true;
  }

  /** The API has lost what it was told of a Pod. */
  public void tellAgain(String uid) {
    ender.tellAgain(uid);
    wake(uid);
  }

  private void handle(CacheEvent<Pod> event) {
    if (StaticMarks.mirrored(event.object()).isPresent()) {
      return;
    }
    var uid = PodSpecs.uid(event.object());
    switch (event) {
      case CacheEvent.Added<Pod>(var pod) -> appeared(uid, pod);
      case CacheEvent.Updated<Pod>(var before, var pod) -> {
        if (!PodSpecs.uid(before).equals(uid)) {
          gone(PodSpecs.uid(before));
        }
        appeared(uid, pod);
      }
      case CacheEvent.Removed<Pod> _ -> gone(uid);
    }
  }

  private void appeared(String uid, Pod pod) {
    var known = workers.get(uid);
    if (known != null) {
      known.update(pod);
      return;
    }
    var memory =
        new PodMemory(
            new KeyedBackoff(
                properties.firstRestartPause(), properties.longestRestartPause(), clock));
    var worker = new PodWorker(pod, syncer, ender, memory, () -> workers.remove(uid));
    workers.put(uid, worker);
    worker.start();
  }

  private void gone(String uid) {
    var worker = workers.get(uid);
    if (worker != null) {
      worker.removed();
    }
  }

  @Override
  public void start() {
    running = true;
    pods.subscribe(this::handle);
    informers.start();
  }

  @Override
  public void stop() {
    running = false;
    workers.values().forEach(PodWorker::stop);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
