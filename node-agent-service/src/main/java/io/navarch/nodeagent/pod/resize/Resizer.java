package io.navarch.nodeagent.pod.resize;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.NodeAgentProperties;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.pod.cgroup.PodCgroups;
import io.navarch.nodeagent.pod.config.ContainerResources;
import io.navarch.nodeagent.pod.resize.Allocation.Amounts;
import io.navarch.nodeagent.pod.resize.ResizePlan.Change;
import io.navarch.nodeagent.pod.resize.ResizeState.Progress;
import io.navarch.nodeagent.pod.spec.PodEvents;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.stats.cgroup.CgroupReader;
import io.navarch.nodeagent.stats.cgroup.CgroupSample;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Makes true what was granted, and remembers what is true; outlives the agent. */
@Component
public class Resizer {

  /** A resize cannot be done now. */
  private static final class ResizeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ResizeFailure(String message) {
      super(message);
    }
  }

  private final Allocations allocations;
  private final ContainerRuntime runtime;
  private final ContainerResources resources;
  private final PodCgroups cgroups;
  private final CgroupReader usage;
  private final PodEvents events;
  private final AllocationFile file;
  private final Map<String, Progress> underWay = new ConcurrentHashMap<>();

  Resizer(
      NodeAgentProperties properties,
      Allocations allocations,
      ContainerRuntime runtime,
      ContainerResources resources,
      PodCgroups cgroups,
      CgroupReader usage,
      PodEvents events) {
    this.allocations = allocations;
    this.runtime = runtime;
    this.resources = resources;
    this.cgroups = cgroups;
    this.usage = usage;
    this.events = events;
    this.file = new AllocationFile(properties.root().resolve("actuated_pods_state"));
  }

  /** The Pod with the resources that it may have now; a wish that is new is judged at once. */
  public Pod grant(Pod pod) {
    return allocations.grant(pod);
  }

  /** The Pod with the resources that it was granted last, if any were. */
  public Pod granted(Pod pod) {
    return allocations.applied(pod);
  }

  /** What running containers lack of what the Pod was granted. */
  public ResizePlan plan(Pod granted, RuntimePod actual) {
    var uid = PodSpecs.uid(granted);
    var actuated = file.find(uid);
    if (actuated.isEmpty()) {
      file.put(uid, Allocation.of(granted));
      return ResizePlan.NONE;
    }
    var plan = ResizePlan.compute(granted, actual, actuated.get());
    if (plan.isEmpty()) {
      if (underWay.remove(uid) != null) {
        events.normal(granted, "ResizeCompleted", ResizeWords.completed(granted));
      }
    } else if (!underWay.containsKey(uid)) {
      underWay.put(uid, new Progress("", generation(granted)));
      events.normal(granted, "ResizeStarted", ResizeWords.started(granted));
    }
    return plan;
  }

  /** The containers' and the Pod's limits as the plan says. A failure is shown and tried again. */
  public void act(Pod granted, ResizePlan plan) {
    var uid = PodSpecs.uid(granted);
    var before = file.find(uid).map(a -> a.over(granted)).orElse(granted);
    try {
      if (!plan.changes().isEmpty() || plan.podChanges()) {
        plan.changes().forEach(change -> checkUse(granted, change));
        checkUse(granted);
        cgroups.widen(before, granted);
        plan.changes().forEach(change -> change(granted, change));
      }
      if (plan.restarts().isEmpty()) {
        cgroups.ensure(granted);
        update(granted, a -> a.withPod(Amounts.of(granted.getSpec().getResources())));
      }
    } catch (ResizeFailure | RuntimeFailure | UncheckedIOException e) {
      var error = String.valueOf(e.getMessage());
      var known = underWay.put(uid, new Progress(error, generation(granted)));
      if (known == null || !known.error().equals(error)) {
        events.warning(granted, "ResizeError", ResizeWords.failed(granted, error));
      }
    }
  }

  /** A container was started with what the Pod was granted. */
  public void started(Pod granted, Container container) {
    update(granted, a -> a.with(container.getName(), Amounts.of(container.getResources())));
  }

  /** How far the Pod's wish for other resources has come. */
  public ResizeState state(String uid) {
    return new ResizeState(allocations.pending(uid), Optional.ofNullable(underWay.get(uid)));
  }

  /** The Pod with the resources that its containers have. */
  public Pod actuated(Pod pod) {
    return file.find(PodSpecs.uid(pod)).map(a -> a.over(pod)).orElse(pod);
  }

  /** Forgets a Pod of which nothing runs any more. */
  public void release(String uid) {
    underWay.remove(uid);
    file.remove(uid);
    allocations.release(uid);
  }

  private void change(Pod granted, Change change) {
    runtime.updateResources(change.container().id(), resources.of(granted, change.spec()));
    started(granted, change.spec());
  }

  private void update(Pod granted, java.util.function.UnaryOperator<Allocation> step) {
    var uid = PodSpecs.uid(granted);
    file.put(uid, step.apply(file.find(uid).orElseGet(() -> Allocation.of(granted))));
  }

  /** The kernel would kill processes that use more than they may. */
  private void checkUse(Pod granted, Change change) {
    long limit = resources.of(granted, change.spec()).memoryLimit();
    if (change.moreMemory() >= 0 || limit == 0) {
      return;
    }
    var group = cgroups.parentOf(granted) + "/" + change.container().id().value();
    var used = usage.read(group).map(CgroupSample::memoryUsage);
    if (used.filter(bytes -> bytes > limit).isPresent()) {
      throw new ResizeFailure(
          "attempting to set container \"%s\" memory limit (%d) below current usage (%d)"
              .formatted(change.spec().getName(), limit, used.get()));
    }
  }

  private void checkUse(Pod granted) {
    var limit = io.navarch.nodeagent.pod.spec.Amounts.totalMemoryLimit(granted);
    var group = cgroups.parentOf(granted);
    if (limit.isEmpty() || group.isEmpty()) {
      return;
    }
    var used = usage.read(group).map(CgroupSample::memoryUsage);
    if (used.filter(bytes -> bytes > limit.get()).isPresent()) {
      throw new ResizeFailure(
          "attempting to set pod memory limit (%d) below current usage (%d)"
              .formatted(limit.get(), used.get()));
    }
  }

  private static long generation(Pod pod) {
    var generation = pod.getMetadata().getGeneration();
    return generation == null ? 0 : generation;
  }
}
