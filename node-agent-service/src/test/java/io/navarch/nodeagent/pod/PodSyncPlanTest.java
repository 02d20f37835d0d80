package io.navarch.nodeagent.pod;

import static io.navarch.nodeagent.pod.Pods.aContainer;
import static io.navarch.nodeagent.pod.Pods.aPod;
import static io.navarch.nodeagent.pod.Pods.aPodRestarting;
import static io.navarch.nodeagent.pod.Pods.aSandbox;
import static io.navarch.nodeagent.pod.Pods.actual;
import static io.navarch.nodeagent.pod.Pods.alive;
import static io.navarch.nodeagent.pod.Pods.exited;
import static io.navarch.nodeagent.pod.Pods.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.probe.ProbeFindings;
import io.navarch.nodeagent.runtime.ContainerId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the plan asks for, situation by situation. */
class PodSyncPlanTest {

  private static PodSyncPlan plan(Pod pod, RuntimePod actual) {
    return PodSyncPlan.compute(pod, actual, ProbeFindings.NONE, Set.of());
  }

  private static List<String> started(PodSyncPlan plan) {
    return plan.starts().stream().map(s -> s.spec().getName()).toList();
  }

  @Nested
  class WhenThereIsNoSandbox {

    private final RuntimePod nothing = RuntimePod.absent("u1", "ns", "p");

    @Test
    void makesTheFirstOneWithAllContainers() {
      var plan = plan(aPodRestarting("Always", aContainer("a"), aContainer("b")), nothing);

      assertThat(plan.newSandbox()).contains(0);
      assertThat(plan.killPod()).isFalse();
      assertThat(started(plan)).containsExactly("a", "b");
    }

    @Test
    void startsOnlyTheFirstInitContainer() {
      var pod =
          aPod()
              .editSpec()
              .withInitContainers(aContainer("i1"), aContainer("i2"))
              .endSpec()
              .build();

      assertThat(started(plan(pod, nothing))).containsExactly("i1");
    }
  }

  @Nested
  class WhenTheSandboxDied {

    @Test
    void makesTheNextOneAndStartsAgain() {
      var actual =
          new RuntimePod(
              "u1", "ns", "p", List.of(aSandbox(false, 0)), List.of(actual("c", exited(137))));

      var plan = plan(aPod().build(), actual);

      assertThat(plan.newSandbox()).contains(1);
      assertThat(plan.killPod()).isTrue();
      assertThat(started(plan)).containsExactly("c");
    }

    @Test
    void leavesAPodThatNeverRestartsAsItIs() {
      var actual =
          new RuntimePod(
              "u1", "ns", "p", List.of(aSandbox(false, 0)), List.of(actual("c", exited(0))));

      var plan = plan(aPodRestarting("Never", aContainer("c")), actual);

      assertThat(plan.newSandbox()).isEmpty();
      assertThat(plan.starts()).isEmpty();
    }
  }

  @Nested
  class WhenContainersRun {

    @Test
    void hasNothingToDo() {
      assertThat(plan(aPod().build(), running(actual("c", alive()))).isEmpty()).isTrue();
    }

    @Test
    void restartsTheOneWhoseLivenessProbeFailed() {
      var findings = new ProbeFindings(Map.of(new ContainerId("c-id"), false), Map.of(), Map.of());

      var plan =
          PodSyncPlan.compute(aPod().build(), running(actual("c", alive())), findings, Set.of());

      assertThat(plan.kills())
          .singleElement()
          .extracting(PodSyncPlan.Kill::message)
          .isEqualTo("Container c failed liveness probe, will be restarted");
      assertThat(started(plan)).containsExactly("c");
    }

    @Test
    void restartsTheOneThatGetsOtherResourcesByARestart() {
      var plan =
          PodSyncPlan.compute(
              aPod().build(), running(actual("c", alive())), ProbeFindings.NONE, Set.of("c"));

      assertThat(plan.kills())
          .singleElement()
          .extracting(PodSyncPlan.Kill::message)
          .isEqualTo("Container c resize requires restart");
      assertThat(started(plan)).containsExactly("c");
    }

    @Test
    void onlyKillsADeadOneThatNeverRestarts() {
      var findings = new ProbeFindings(Map.of(new ContainerId("c-id"), false), Map.of(), Map.of());

      var plan =
          PodSyncPlan.compute(
              aPodRestarting("Never", aContainer("c"), aContainer("d")),
              running(actual("c", alive()), actual("d", alive())),
              findings,
              Set.of());

      assertThat(plan.kills())
          .singleElement()
          .extracting(PodSyncPlan.Kill::message)
          .isEqualTo("Container c failed liveness probe");
      assertThat(plan.starts()).isEmpty();
    }
  }

  @Nested
  class WhenContainersHaveEnded {

    @Test
    void startsAFailedOneAgainUnderOnFailure() {
      var pod = aPodRestarting("OnFailure", aContainer("a"), aContainer("b"));

      var plan = plan(pod, running(actual("a", exited(1)), actual("b", exited(0))));

      assertThat(started(plan)).containsExactly("a");
    }

    @Test
    void endsAPodOfWhichNothingRunsAnyMore() {
      var plan = plan(aPodRestarting("Never", aContainer("c")), running(actual("c", exited(3))));

      assertThat(plan.killPod()).isTrue();
      assertThat(plan.starts()).isEmpty();
    }
  }

  @Nested
  class WhenThereAreInitContainers {

    private final Pod pod =
        aPod().editSpec().withInitContainers(aContainer("i1"), aContainer("i2")).endSpec().build();

    @Test
    void waitsForTheOneThatRuns() {
      assertThat(plan(pod, running(actual("i1", alive()))).isEmpty()).isTrue();
    }

    @Test
    void goesOnToTheNext() {
      assertThat(started(plan(pod, running(actual("i1", exited(0)))))).containsExactly("i2");
    }

    @Test
    void startsTheMainContainersAfterTheLast() {
      var actual = running(actual("i1", exited(0)), actual("i2", exited(0)));

      assertThat(started(plan(pod, actual))).containsExactly("c");
    }

    @Test
    void triesAFailedOneAgain() {
      assertThat(started(plan(pod, running(actual("i1", exited(1)))))).containsExactly("i1");
    }

    @Test
    void givesUpIfThePodNeverRestarts() {
      var never = new io.fabric8.kubernetes.api.model.PodBuilder(pod);
      never.editSpec().withRestartPolicy("Never").endSpec();

      var plan = plan(never.build(), running(actual("i1", exited(1))));

      assertThat(plan.killPod()).isTrue();
      assertThat(plan.starts()).isEmpty();
    }
  }

  @Nested
  class WhenThereIsASidecar {

    private final Pod pod =
        aPod()
            .editSpec()
            .withInitContainers(
                new ContainerBuilder(aContainer("side")).withRestartPolicy("Always").build())
            .endSpec()
            .build();

    @Test
    void startsTheMainContainersOnceItRuns() {
      assertThat(started(plan(pod, running(actual("side", alive()))))).containsExactly("c");
    }

    @Test
    void startsItAgainWhenItEnds() {
      var actual = running(actual("side", exited(0)), actual("c", alive()));

      assertThat(started(plan(pod, actual))).containsExactly("side");
    }
  }
}
