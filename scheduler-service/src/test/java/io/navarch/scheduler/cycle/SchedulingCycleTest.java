package io.navarch.scheduler.cycle;

import static io.navarch.testing.fixtures.NodeFixture.aNode;
import static io.navarch.testing.fixtures.PodFixture.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.navarch.scheduler.framework.ClusterEvent;
import io.navarch.scheduler.framework.CycleState;
import io.navarch.scheduler.framework.ExtensionPointMeters;
import io.navarch.scheduler.framework.FilterPlugin;
import io.navarch.scheduler.framework.PluginRunner;
import io.navarch.scheduler.framework.Profile;
import io.navarch.scheduler.framework.ScorePlugin;
import io.navarch.scheduler.framework.Verdict;
import io.navarch.scheduler.snapshot.ClusterCache;
import io.navarch.scheduler.snapshot.NodeInfo;
import io.navarch.scheduler.snapshot.PodInfo;
import io.navarch.scheduler.snapshot.PodRequests;
import io.navarch.scheduler.snapshot.ResourceIndex;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One cycle takes the best node, or says why there is none. */
class SchedulingCycleTest {

  /** Rejects nodes labelled so, and prefers those with a higher rank. */
  private static final class ByLabel implements FilterPlugin, ScorePlugin {
    @Override
    public Verdict filter(CycleState state, PodInfo pod, NodeInfo node) {
      return node.labels().containsKey("bad") ? Verdict.rejected("node(s) were bad") : Verdict.FITS;
    }

    @Override
    public Set<ClusterEvent> wakesOn() {
      return Set.of(ClusterEvent.NODE_LABEL_CHANGED);
    }

    @Override
    public long score(CycleState state, PodInfo pod, NodeInfo node) {
      return Long.parseLong(node.labels().getOrDefault("rank", "0"));
    }

    @Override
    public Normalization normalization() {
      return Normalization.HIGHER_IS_BETTER;
    }
  }

  private final PodRequests requests = new PodRequests(new ResourceIndex());
  private final ClusterCache cache = new ClusterCache(requests);
  private final SchedulingCycle cycle =
      new SchedulingCycle(
          new PluginRunner(
              new Profile("default-scheduler", List.of(new ByLabel()), Map.of()),
              new ExtensionPointMeters(new SimpleMeterRegistry())),
          new Random(1));

  private Placement place() {
    return cycle.place(new CycleState(), PodInfo.of(aPod("a").build(), requests), cache.snapshot());
  }

  @Test
  void takesTheBestNodeThatFits() {
    cache.putNode(aNode("low").labelled("rank", "1").build());
    cache.putNode(aNode("high").labelled("rank", "5").build());
    cache.putNode(aNode("highest").labelled("rank", "9").labelled("bad", "").build());

    assertThat(place()).isEqualTo(new Placement.Placed("high", 3, 2));
  }

  @Test
  void saysWhyEveryNodeWasRejected() {
    cache.putNode(aNode("a").labelled("bad", "").build());
    cache.putNode(aNode("b").labelled("bad", "").build());

    assertThat(((Placement.Nowhere) place()).diagnosis().message())
        .isEqualTo("0/2 nodes are available: 2 node(s) were bad.");
  }

  @Test
  void looksForFewerNodesInLargeClusters() {
    assertThat(SchedulingCycle.enough(50)).isEqualTo(50);
    assertThat(SchedulingCycle.enough(1000)).isEqualTo(420);
    assertThat(SchedulingCycle.enough(5000)).isEqualTo(500);
    assertThat(SchedulingCycle.enough(10000)).isEqualTo(500);
  }

  @Test
  void goesRoundSoThatEveryNodeGetsItsTurn() {
    for (int i = 0; i < 400; i++) {
      cache.putNode(aNode("n" + i).build());
    }
    var first = (Placement.Placed) place();
    var second = (Placement.Placed) place();

    assertThat(first.feasible()).isEqualTo(SchedulingCycle.enough(400));
    assertThat(first.nodeName()).isNotEqualTo(second.nodeName());
  }
}
