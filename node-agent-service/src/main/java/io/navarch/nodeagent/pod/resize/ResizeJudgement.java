package io.navarch.nodeagent.pod.resize;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.node.Allocatable;
import io.navarch.nodeagent.pod.spec.Amounts;
import io.navarch.nodeagent.pod.spec.StaticMarks;
import java.util.Collection;

/** Whether a Pod may have the resources it asks for anew. */
sealed interface ResizeJudgement {

  /** The node has them. */
  record Granted() implements ResizeJudgement {}

  /** Other Pods have them at present. */
  record Deferred(String message) implements ResizeJudgement {}

  /** The node will never have them. */
  record Infeasible(String message) implements ResizeJudgement {}

  /**
   * Judges a wish.
   *
   * @param others all other Pods of the node, with what was granted to them
   */
  static ResizeJudgement of(Pod wish, Collection<Pod> others, Allocatable node) {
    if (StaticMarks.isStatic(wish)) {
      return new Infeasible("In-place resize of static-pods is not supported");
    }
    long cpu = Amounts.totalMilliCpuRequest(wish);
    long memory = Amounts.totalMemoryRequest(wish);
    if (cpu > node.milliCpu()) {
      return tooMuch("cpu", cpu, node.milliCpu());
    }
    if (memory > node.memory()) {
      return tooMuch("memory", memory, node.memory());
    }
    long cpuUsed = others.stream().mapToLong(Amounts::totalMilliCpuRequest).sum();
    if (cpu > node.milliCpu() - cpuUsed) {
      return notNow("cpu", cpu, cpuUsed, node.milliCpu());
    }
    long memoryUsed = others.stream().mapToLong(Amounts::totalMemoryRequest).sum();
    return memory > node.memory() - memoryUsed
        ? notNow("memory", memory, memoryUsed, node.memory())
        : new Granted();
  }

  private static ResizeJudgement tooMuch(String resource, long asked, long capacity) {
    return new Infeasible(
        "Node didn't have enough capacity: %s, requested: %d, capacity: %d"
            .formatted(resource, asked, capacity));
  }

  private static ResizeJudgement notNow(String resource, long asked, long used, long capacity) {
    return new Deferred(
        "Node didn't have enough resource: %s, requested: %d, used: %d, capacity: %d"
            .formatted(resource, asked, used, capacity));
  }
}
