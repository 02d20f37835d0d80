package io.navarch.scheduler.plugin;

import io.fabric8.kubernetes.api.model.Taint;
import io.navarch.scheduler.framework.ClusterEvent;
import io.navarch.scheduler.framework.CycleState;
import io.navarch.scheduler.framework.FilterPlugin;
import io.navarch.scheduler.framework.ScorePlugin;
import io.navarch.scheduler.framework.Verdict;
import io.navarch.scheduler.snapshot.NodeInfo;
import io.navarch.scheduler.snapshot.PodInfo;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Keeps Pods off tainted nodes they do not tolerate; prefers nodes with fewer untolerated soft
 * taints.
 */
@Component
final class TaintToleration implements FilterPlugin, ScorePlugin {

  @Override
  public Verdict filter(CycleState state, PodInfo pod, NodeInfo node) {
    return node.taints().stream()
            .anyMatch(taint -> isHard(taint) && !Tolerations.tolerate(pod, taint))
        ? Verdict.unresolvable("node(s) had untolerated taint(s)")
        : Verdict.FITS;
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    return node.taints().stream()
        .filter(taint -> !isHard(taint) && !Tolerations.tolerate(pod, taint))
        .count();
  }

  @Override
  public Normalization normalization() {
    return Normalization.LOWER_IS_BETTER;
  }

  @Override
  public Set<ClusterEvent> wakesOn() {
    return Set.of(
        ClusterEvent.NODE_ADDED, ClusterEvent.NODE_TAINT_CHANGED, ClusterEvent.POD_UPDATED);
  }

  private static boolean isHard(Taint taint) {
    return "NoSchedule".equals(taint.getEffect()) || "NoExecute".equals(taint.getEffect());
  }
}
