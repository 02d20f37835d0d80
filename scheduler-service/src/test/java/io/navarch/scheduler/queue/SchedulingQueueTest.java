package io.navarch.scheduler.queue;

import static io.navarch.testing.fixtures.PodFixture.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.navarch.scheduler.framework.ClusterEvent;
import io.navarch.scheduler.framework.CycleState;
import io.navarch.scheduler.framework.ExtensionPointMeters;
import io.navarch.scheduler.framework.FilterPlugin;
import io.navarch.scheduler.framework.PluginRunner;
import io.navarch.scheduler.framework.PreEnqueuePlugin;
import io.navarch.scheduler.framework.Profile;
import io.navarch.scheduler.framework.QueueSortPlugin;
import io.navarch.scheduler.framework.Verdict;
import io.navarch.scheduler.snapshot.NodeInfo;
import io.navarch.scheduler.snapshot.PodInfo;
import io.navarch.scheduler.snapshot.PodRequests;
import io.navarch.scheduler.snapshot.ResourceIndex;
import io.navarch.testing.fakes.ManualClock;
import io.navarch.testing.fixtures.PodFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which Pod is tried when. */
class SchedulingQueueTest {

  /** Cares for new nodes and nothing else. */
  private static final class Fit implements FilterPlugin, QueueSortPlugin, PreEnqueuePlugin {
    @Override
    public Verdict filter(CycleState state, PodInfo pod, NodeInfo node) {
      return Verdict.FITS;
    }

    @Override
    public Set<ClusterEvent> wakesOn() {
      return Set.of(ClusterEvent.NODE_ADDED);
    }

    @Override
    public int compare(PodInfo left, PodInfo right) {
      return Integer.compare(right.priority(), left.priority());
    }

    @Override
    public Optional<String> holdBack(PodInfo pod) {
      return pod.pod().getSpec().getSchedulingGates().isEmpty()
          ? Optional.empty()
          : Optional.of("gated");
    }
  }

  private final PodRequests requests = new PodRequests(new ResourceIndex());
  private final ManualClock clock = new ManualClock();
  private final SchedulingQueue queue =
      new SchedulingQueue(
          clock,
          new QueueProperties(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(5)),
          new PluginRunner(
              new Profile("default-scheduler", List.of(new Fit()), Map.of()),
              new ExtensionPointMeters(new SimpleMeterRegistry())));

  private PodInfo info(PodFixture pod) {
    return PodInfo.of(pod.build(), requests);
  }

  private Optional<QueuedPod> poll() throws InterruptedException {
    return queue.poll(Duration.ZERO);
  }

  @Test
  void takesHigherPriorityFirstAndThenTheOlder() throws InterruptedException {
    queue.add(info(aPod("old")));
    clock.advance(Duration.ofSeconds(1));
    queue.add(info(aPod("new")));
    queue.add(info(aPod("urgent").ofPriority(10)));

    assertThat(poll().orElseThrow().pod().key().name()).isEqualTo("urgent");
    assertThat(poll().orElseThrow().pod().key().name()).isEqualTo("old");
    assertThat(poll().orElseThrow().pod().key().name()).isEqualTo("new");
    assertThat(poll()).isEmpty();
  }

  @Test
  void holdsGatedPodsUntilTheGateIsGone() throws InterruptedException {
    queue.add(info(aPod("a").gatedBy("x")));
    assertThat(poll()).isEmpty();
    assertThat(queue.sizes().gated()).isEqualTo(1);

    queue.add(info(aPod("a")));
    assertThat(poll()).isPresent();
  }

  @Nested
  class WhenAPodFitsNowhere {

    private QueuedPod rejected() throws InterruptedException {
      queue.add(info(aPod("a")));
      return poll().orElseThrow();
    }

    @Test
    void waitsForAnEventThatMayHelp() throws InterruptedException {
      queue.setAside(rejected(), Set.of("Fit"));
      queue.on(ClusterEvent.NODE_LABEL_CHANGED);
      clock.advance(Duration.ofMinutes(1));
      assertThat(poll()).isEmpty();

      queue.on(ClusterEvent.NODE_ADDED);
      clock.advance(Duration.ofSeconds(1));
      assertThat(poll()).isPresent();
    }

    @Test
    void doesNotMissAnEventThatCameWhileItWasTried() throws InterruptedException {
      var inFlight = rejected();
      queue.on(ClusterEvent.NODE_ADDED);
      queue.setAside(inFlight, Set.of("Fit"));

      clock.advance(Duration.ofSeconds(1));
      assertThat(poll()).isPresent();
    }

    @Test
    void pausesLongerAfterEachTry() throws InterruptedException {
      queue.retry(rejected());
      clock.advance(Duration.ofSeconds(1));
      queue.retry(poll().orElseThrow());
      clock.advance(Duration.ofSeconds(1));
      assertThat(poll()).isEmpty();
      clock.advance(Duration.ofSeconds(1));
      assertThat(poll().orElseThrow().attempts()).isEqualTo(3);
    }

    @Test
    void isTriedAgainWhenNothingHasHappenedForLong() throws InterruptedException {
      queue.setAside(rejected(), Set.of("Fit"));
      clock.advance(Duration.ofMinutes(6));
      queue.flush();
      clock.advance(Duration.ofSeconds(1));

      assertThat(poll()).isPresent();
    }

    @Test
    void isTriedAtOnceIfItsPauseWasOverLongBeforeTheEvent() throws InterruptedException {
      queue.setAside(rejected(), Set.of("Fit"));
      clock.advance(Duration.ofMinutes(1));
      queue.on(ClusterEvent.NODE_ADDED);

      assertThat(poll()).isPresent();
    }

    @Test
    void isNotTriedAgainBecauseItsStatusSaysSo() throws InterruptedException {
      queue.setAside(rejected(), Set.of("Fit"));
      queue.add(info(aPod("a").with(b -> b.editStatus().withReason("told").endStatus())));

      clock.advance(Duration.ofMinutes(1));
      assertThat(poll()).isEmpty();
    }

    @Test
    void isTriedAgainWhenItAsksForSomethingElse() throws InterruptedException {
      queue.setAside(rejected(), Set.of("Fit"));
      queue.add(info(aPod("a").requesting("cpu", "1")));

      assertThat(poll()).isPresent();
    }

    @Test
    void isTriedAgainWhenItAskedForSomethingElseMeanwhile() throws InterruptedException {
      var inFlight = rejected();
      queue.add(info(aPod("a").requesting("cpu", "1")));
      assertThat(poll()).isEmpty();
      queue.setAside(inFlight, Set.of("Fit"));

      clock.advance(Duration.ofSeconds(1));
      assertThat(poll().orElseThrow().pod().pod().getSpec().getContainers().getFirst())
          .satisfies(c -> assertThat(c.getResources().getRequests()).containsKey("cpu"));
    }

    @Test
    void doesNotComeBackWhenItWasDeletedWhileItWasTried() throws InterruptedException {
      var inFlight = rejected();
      queue.remove("uid-a");
      queue.retry(inFlight);

      clock.advance(Duration.ofMinutes(1));
      assertThat(poll()).isEmpty();
    }

    @Test
    void isForgottenWhenItIsDeleted() throws InterruptedException {
      queue.setAside(rejected(), Set.of("Fit"));
      queue.remove("uid-a");
      queue.on(ClusterEvent.NODE_ADDED);
      clock.advance(Duration.ofSeconds(1));

      assertThat(poll()).isEmpty();
    }
  }
}
