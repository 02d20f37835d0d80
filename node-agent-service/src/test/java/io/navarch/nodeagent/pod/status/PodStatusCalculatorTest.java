package io.navarch.nodeagent.pod.status;

import static io.navarch.nodeagent.pod.Pods.NOW;
import static io.navarch.nodeagent.pod.Pods.aContainer;
import static io.navarch.nodeagent.pod.Pods.aPod;
import static io.navarch.nodeagent.pod.Pods.aPodRestarting;
import static io.navarch.nodeagent.pod.Pods.actual;
import static io.navarch.nodeagent.pod.Pods.alive;
import static io.navarch.nodeagent.pod.Pods.exited;
import static io.navarch.nodeagent.pod.Pods.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.pod.resize.ResizeState;
import io.navarch.nodeagent.pod.status.PodObservation.Ending;
import io.navarch.nodeagent.pod.status.PodObservation.Failure;
import io.navarch.nodeagent.pod.status.PodObservation.Resources;
import io.navarch.nodeagent.probe.ProbeFindings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the API is told, situation by situation. */
class PodStatusCalculatorTest {

  private static PodObservation.PodObservationBuilder observed(Pod pod, RuntimePod runtime) {
    return PodObservation.builder()
        .pod(pod)
        .runtime(runtime)
        .probes(ProbeFindings.NONE)
        .failures(Map.of())
        .messages(Map.of())
        .ending(Ending.NONE)
        .resources(new Resources(pod, ResizeState.NONE))
        .node(new NodeIdentity("n", List.of("192.0.2.1")))
        .runtimeName("containerd")
        .now(NOW);
  }

  private static PodCondition condition(PodStatus status, String type) {
    return status.getConditions().stream()
        .filter(c -> c.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aPodWithoutSandboxIsPending() {
    var status =
        PodStatusCalculator.compute(
            observed(aPod().build(), RuntimePod.absent("u1", "ns", "p")).build());

    assertThat(status.getPhase()).isEqualTo("Pending");
    assertThat(status.getContainerStatuses().getFirst().getState().getWaiting().getReason())
        .isEqualTo("ContainerCreating");
    assertThat(condition(status, "PodReadyToStartContainers").getStatus()).isEqualTo("False");
    assertThat(condition(status, "Ready").getMessage())
        .isEqualTo("containers with unready status: [c]");
  }

  @Test
  void aRunningContainerWithoutProbesIsReady() {
    var status =
        PodStatusCalculator.compute(
            observed(aPod().build(), running(actual("c", alive()))).build());

    assertThat(status.getPhase()).isEqualTo("Running");
    assertThat(status.getPodIP()).isEqualTo("10.244.0.7");
    assertThat(condition(status, "Ready").getStatus()).isEqualTo("True");
  }

  @Test
  void aContainerThatWaitsForItsRestartShowsWhyAndHowItEnded() {
    var status =
        PodStatusCalculator.compute(
            observed(aPod().build(), running(actual("c", exited(2))))
                .failures(Map.of("c", new Failure("CrashLoopBackOff", "back-off 10s")))
                .build());

    var container = status.getContainerStatuses().getFirst();
    assertThat(status.getPhase()).isEqualTo("Running");
    assertThat(container.getState().getWaiting().getReason()).isEqualTo("CrashLoopBackOff");
    assertThat(container.getLastState().getTerminated().getExitCode()).isEqualTo(2);
  }

  @Test
  void aPodWhoseContainersAllSucceededIsOver() {
    var status =
        PodStatusCalculator.compute(
            observed(
                    aPodRestarting("Never", aContainer("a"), aContainer("b")),
                    running(actual("a", exited(0)), actual("b", exited(0))))
                .build());

    assertThat(status.getPhase()).isEqualTo("Succeeded");
    assertThat(condition(status, "Ready").getReason()).isEqualTo("PodCompleted");
    assertThat(condition(status, "Initialized").getStatus()).isEqualTo("True");
  }

  @Test
  void aPodWithAFailedContainerHasFailed() {
    var status =
        PodStatusCalculator.compute(
            observed(
                    aPodRestarting("Never", aContainer("a"), aContainer("b")),
                    running(actual("a", exited(0)), actual("b", exited(1))))
                .build());

    assertThat(status.getPhase()).isEqualTo("Failed");
  }

  @Test
  void aDeletedPodThatEndedWellHasSucceeded() {
    var status =
        PodStatusCalculator.compute(
            observed(aPod().build(), running(actual("c", exited(0))))
                .ending(new Ending(true, true, false, "", ""))
                .build());

    assertThat(status.getPhase()).isEqualTo("Succeeded");
  }

  @Test
  void aPodPastItsDeadlineHasFailedWithTheReason() {
    var status =
        PodStatusCalculator.compute(
            observed(aPod().build(), running(actual("c", alive())))
                .ending(new Ending(true, false, true, "DeadlineExceeded", "too long"))
                .build());

    assertThat(status.getPhase()).isEqualTo("Failed");
    assertThat(status.getReason()).isEqualTo("DeadlineExceeded");
  }

  @Test
  void aConditionKeepsTheTimeOfItsLastChange() {
    var first =
        PodStatusCalculator.compute(
            observed(aPod().build(), running(actual("c", alive()))).build());
    var later =
        PodStatusCalculator.compute(
            observed(aPod().withStatus(first).build(), running(actual("c", alive())))
                .now(NOW.plusSeconds(60))
                .build());

    assertThat(later).isEqualTo(first);
  }

  @Test
  void aWishThatIsNotGrantedIsShownWithItsGeneration() {
    var pending = new ResizeState.Pending("Deferred", "not now", 7);
    var pod = aPod().build();
    var status =
        PodStatusCalculator.compute(
            observed(pod, running(actual("c", alive())))
                .resources(
                    new Resources(pod, new ResizeState(Optional.of(pending), Optional.empty())))
                .build());

    var shown = condition(status, "PodResizePending");
    assertThat(shown.getReason()).isEqualTo("Deferred");
    assertThat(shown.getMessage()).isEqualTo("not now");
    assertThat(shown.getObservedGeneration()).isEqualTo(7);
  }

  @Test
  void aPodThatTheNodeDidNotTakeHasNoContainers() {
    var status =
        PodStatusCalculator.compute(
            observed(aPod().build(), RuntimePod.absent("u1", "ns", "p"))
                .ending(new Ending(true, true, true, "SysctlForbidden", "no"))
                .build());

    assertThat(status.getPhase()).isEqualTo("Failed");
    assertThat(status.getReason()).isEqualTo("SysctlForbidden");
    assertThat(status.getContainerStatuses()).isEmpty();
  }

  @Test
  void aPodThatHadToGoForTheNodeSaysSo() {
    var status =
        PodStatusCalculator.compute(
            observed(aPod().build(), running(actual("c", exited(137))))
                .ending(Ending.forTheNode("Evicted", "low"))
                .build());

    assertThat(condition(status, "DisruptionTarget").getReason()).isEqualTo("TerminationByKubelet");
  }
}
