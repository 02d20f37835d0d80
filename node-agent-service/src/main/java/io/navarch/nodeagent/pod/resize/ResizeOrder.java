package io.navarch.nodeagent.pod.resize;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.pod.spec.Amounts;
import io.navarch.nodeagent.pod.spec.QosClass;
import java.time.Instant;
import java.util.Comparator;

/**
 * A Pod that waits for other resources.
 *
 * @param wish the Pod with what it asks for
 * @param granted the Pod with what it has
 * @param since when it began to wait
 */
record ResizeOrder(Pod wish, Pod granted, Instant since) {

  /** Who gives something back first, then by priority, by class, and by how long they wait. */
  static final Comparator<ResizeOrder> FIRST =
      Comparator.comparing(ResizeOrder::asksForMore)
          .thenComparing(Comparator.comparingInt(ResizeOrder::priority).reversed())
          .thenComparing(order -> QosClass.of(order.granted()))
          .thenComparing(ResizeOrder::since);

  private boolean asksForMore() {
    return Amounts.totalMilliCpuRequest(wish) > Amounts.totalMilliCpuRequest(granted)
        || Amounts.totalMemoryRequest(wish) > Amounts.totalMemoryRequest(granted);
  }

  private int priority() {
    var priority = wish.getSpec().getPriority();
    return priority == null ? 0 : priority;
  }
}
