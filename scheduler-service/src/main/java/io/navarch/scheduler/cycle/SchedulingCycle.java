package io.navarch.scheduler.cycle;

import io.navarch.scheduler.framework.CycleState;
import io.navarch.scheduler.framework.Diagnosis;
import io.navarch.scheduler.framework.Diagnosis.NodeVerdict;
import io.navarch.scheduler.framework.NodeScore;
import io.navarch.scheduler.framework.PluginRunner;
import io.navarch.scheduler.snapshot.ClusterSnapshot;
import io.navarch.scheduler.snapshot.NodeInfo;
import io.navarch.scheduler.snapshot.PodInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import lombok.RequiredArgsConstructor;

/**
 * Chooses a node: filter, score, take the best. In large clusters only so many feasible nodes are
 * looked for, going round from cycle to cycle, as kube-scheduler does. Used by the one thread of
 * the scheduling loop.
 */
@RequiredArgsConstructor
final class SchedulingCycle {

  private static final int ALWAYS_ENOUGH = 100;
  private static final int LEAST_PERCENTAGE = 5;

  private final PluginRunner plugins;
  private final RandomGenerator random;
  private int start;

  /** Where the Pod goes, as of the snapshot; changes nothing but the state. */
  Placement place(CycleState state, PodInfo pod, ClusterSnapshot snapshot) {
    var prepared = plugins.preFilter(state, pod, snapshot);
    if (prepared.refusal().isPresent()) {
      return new Placement.Nowhere(prepared.refusal().get());
    }
    var rejected = new LinkedHashMap<String, NodeVerdict>();
    var feasible = filter(state, pod, snapshot, prepared, rejected);
    if (feasible.isEmpty()) {
      return new Placement.Nowhere(Diagnosis.ofNodes(snapshot.nodes().size(), rejected));
    }
    int evaluated = feasible.size() + rejected.size();
    var best =
        feasible.size() == 1
            ? feasible.getFirst().name()
            : best(plugins.score(state, pod, feasible));
    return new Placement.Placed(best, evaluated, feasible.size());
  }

  private List<NodeInfo> filter(
      CycleState state,
      PodInfo pod,
      ClusterSnapshot snapshot,
      PluginRunner.Prepared prepared,
      Map<String, NodeVerdict> rejected) {
    var nodes = snapshot.nodes();
    int enough = enough(nodes.size());
    var feasible = new ArrayList<NodeInfo>();
    int tried = 0;
    for (; tried < nodes.size() && feasible.size() < enough; tried++) {
      var node = nodes.get((start + tried) % nodes.size());
      var verdict =
          prepared.refusalOf(node).or(() -> plugins.filter(state, pod, node, prepared.skipped()));
      verdict.ifPresentOrElse(no -> rejected.put(node.name(), no), () -> feasible.add(node));
    }
    start = nodes.isEmpty() ? 0 : (start + tried) % nodes.size();
    return feasible;
  }

  /** How many feasible nodes suffice: all up to a hundred, then a falling percentage. */
  static int enough(int nodes) {
    if (nodes < ALWAYS_ENOUGH) {
      return nodes;
    }
    int percentage = Math.max(LEAST_PERCENTAGE, 50 - nodes / 125);
    return Math.max(ALWAYS_ENOUGH, nodes * percentage / 100);
  }

  /** One of the nodes with the highest score, each with the same chance. */
  private String best(List<NodeScore> scores) {
    var best = scores.getFirst();
    int equals = 1;
    for (var score : scores.subList(1, scores.size())) {
      if (score.score() > best.score()) {
        best = score;
        equals = 1;
      } else if (score.score() == best.score() && random.nextInt(++equals) == 0) {
        best = score;
      }
    }
    return best.node();
  }
}
