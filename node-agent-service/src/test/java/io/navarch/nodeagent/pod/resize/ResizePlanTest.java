package io.navarch.nodeagent.pod.resize;

import static io.navarch.nodeagent.pod.Pods.aPodRestarting;
import static io.navarch.nodeagent.pod.Pods.actual;
import static io.navarch.nodeagent.pod.Pods.alive;
import static io.navarch.nodeagent.pod.Pods.exited;
import static io.navarch.nodeagent.pod.Pods.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerResizePolicy;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What running containers lack of what was granted. */
class ResizePlanTest {

  private static Container sized(String name, String cpu, String memory) {
    return new ContainerBuilder()
        .withName(name)
        .withImage("busybox")
        .withNewResources()
        .withLimits(Map.of("cpu", Quantity.parse(cpu), "memory", Quantity.parse(memory)))
        .endResources()
        .build();
  }

  private static Allocation had(Container... containers) {
    return Allocation.of(aPodRestarting("Always", containers));
  }

  @Test
  void theSameAmountInOtherWordsIsNoChange() {
    var pod = aPodRestarting("Always", sized("c", "0.5", "1Gi"));

    assertThat(
            ResizePlan.compute(
                    pod, running(actual("c", alive())), had(sized("c", "500m", "1024Mi")))
                .isEmpty())
        .isTrue();
  }

  @Test
  void whoGivesMemoryBackComesFirst() {
    var pod = aPodRestarting("Always", sized("a", "1", "2Gi"), sized("b", "1", "1Gi"));

    var plan =
        ResizePlan.compute(
            pod,
            running(actual("a", alive()), actual("b", alive())),
            had(sized("a", "1", "1Gi"), sized("b", "1", "2Gi")));

    assertThat(plan.changes()).extracting(c -> c.spec().getName()).containsExactly("b", "a");
  }

  @Test
  void aContainerRestartsOnlyForTheResourceThatAsksForIt() {
    var policy = new ContainerResizePolicy("memory", "RestartContainer");
    var had = had(sized("c", "1", "1Gi"));
    var moreCpu = new ContainerBuilder(sized("c", "2", "1Gi")).withResizePolicy(policy).build();
    var moreMemory = new ContainerBuilder(sized("c", "1", "2Gi")).withResizePolicy(policy).build();
    var actual = running(actual("c", alive()));

    assertThat(ResizePlan.compute(aPodRestarting("Always", moreCpu), actual, had).restarts())
        .isEmpty();
    assertThat(ResizePlan.compute(aPodRestarting("Always", moreMemory), actual, had).restarts())
        .containsExactly("c");
  }

  @Test
  void aContainerThatHasEndedGetsItsResourcesWhenItStarts() {
    assertThat(
            ResizePlan.compute(
                    aPodRestarting("Always", sized("c", "2", "1Gi")),
                    running(actual("c", exited(1))),
                    had(sized("c", "1", "1Gi")))
                .isEmpty())
        .isTrue();
  }
}
