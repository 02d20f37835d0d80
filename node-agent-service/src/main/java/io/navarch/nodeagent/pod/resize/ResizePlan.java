package io.navarch.nodeagent.pod.resize;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerResizePolicy;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.pod.resize.Allocation.Amounts;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.ContainerState;
import io.navarch.nodeagent.runtime.ContainerStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What must happen to a Pod's running containers so that they have what was granted. Pure.
 *
 * @param restarts names of containers that get it by a restart
 * @param changes containers that get it while they run; those that get less memory come first
 * @param podChanges whether the Pod as a whole gets other limits
 */
public record ResizePlan(Set<String> restarts, List<Change> changes, boolean podChanges) {

  /** Nothing is to be done. */
  public static final ResizePlan NONE = new ResizePlan(Set.of(), List.of(), false);

  /** A container whose limits change while it runs. */
  public record Change(Container spec, ContainerStatus container, long moreMemory) {}

  public ResizePlan {
    restarts = Set.copyOf(restarts);
    changes = List.copyOf(changes);
  }

  /** Whether everything is as it was granted. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  static ResizePlan compute(Pod granted, RuntimePod actual, Allocation actuated) {
    var restarts = new HashSet<String>();
    var changes = new ArrayList<Change>();
    for (var container : resizable(granted)) {
      var running =
          actual
              .newest(container.getName())
              .filter(c -> c.state() instanceof ContainerState.Running);
      var has = actuated.containers().get(container.getName());
      if (running.isEmpty() || has == null) {
        continue;
      }
      var wanted = Amounts.of(container.getResources());
      boolean cpu = differ(has, wanted, "cpu");
      boolean memory = differ(has, wanted, "memory");
      if ((cpu && restarts(container, "cpu")) || (memory && restarts(container, "memory"))) {
        restarts.add(container.getName());
      } else if (cpu || memory) {
        changes.add(new Change(container, running.get(), limit(wanted) - limit(has)));
      }
    }
    changes.sort(Comparator.comparingLong(Change::moreMemory));
    boolean pod = !actuated.pod().equal(Amounts.of(granted.getSpec().getResources()));
    return new ResizePlan(restarts, changes, pod);
  }

  private static List<Container> resizable(Pod pod) {
    return Stream.concat(
            PodSpecs.initContainers(pod).stream().filter(PodSpecs::isRestartable),
            PodSpecs.containers(pod).stream())
        .toList();
  }

  private static boolean differ(Amounts has, Amounts wanted, String resource) {
    Predicate<String> other = r -> !r.equals(resource);
    return !only(has, other).equal(only(wanted, other));
  }

  private static Amounts only(Amounts amounts, Predicate<String> dropped) {
    var requests = new java.util.HashMap<>(amounts.requests());
    var limits = new java.util.HashMap<>(amounts.limits());
    requests.keySet().removeIf(dropped);
    limits.keySet().removeIf(dropped);
    return new Amounts(requests, limits);
  }

  /** Bytes; without a limit it is more than any. */
  private static long limit(Amounts amounts) {
    var text = amounts.limits().get("memory");
    return text == null
        ? Long.MAX_VALUE / 2
        : io.navarch.nodeagent.pod.spec.Amounts.units(
            io.fabric8.kubernetes.api.model.Quantity.parse(text));
  }

  private static boolean restarts(Container container, String resource) {
    return PodSpecs.orEmpty(container.getResizePolicy()).stream()
        .filter(p -> p.getResourceName().equals(resource))
        .map(ContainerResizePolicy::getRestartPolicy)
        .anyMatch("RestartContainer"::equals);
  }
}
