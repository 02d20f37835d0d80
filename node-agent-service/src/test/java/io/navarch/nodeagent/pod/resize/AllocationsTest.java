package io.navarch.nodeagent.pod.resize;

import static io.navarch.nodeagent.pod.Pods.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.navarch.nodeagent.NodeAgentProperties;
import io.navarch.nodeagent.node.Allocatable;
import io.navarch.nodeagent.pod.Pods;
import io.navarch.nodeagent.pod.spec.Amounts;
import io.navarch.nodeagent.pod.spec.PodEvents;
import io.navarch.nodeagent.testing.Defaults;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets the resources of a node with four CPUs. */
class AllocationsTest {

  private final List<String> told = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  @TempDir private Path root;
  private Allocations allocations;

  @BeforeEach
  void start() {
    allocations = anew();
    allocations.subscribe(told::add);
  }

  private Allocations anew() {
    var properties = Defaults.with(NodeAgentProperties.class, Map.of("root", root.toString()));
    var recorder = new PodEvents((_, _, reason, _) -> events.add(reason));
    return new Allocations(
        properties,
        new Allocatable(4000, 1L << 30),
        recorder,
        Clock.fixed(Pods.NOW, ZoneOffset.UTC));
  }

  private static Pod asking(String uid, String cpu, int priority) {
    return new PodBuilder(aPod().build())
        .editMetadata()
        .withUid(uid)
        .endMetadata()
        .editSpec()
        .withPriority(priority)
        .editFirstContainer()
        .withNewResources()
        .withRequests(Map.of("cpu", Quantity.parse(cpu)))
        .endResources()
        .endContainer()
        .endSpec()
        .build();
  }

  private long granted(Pod pod) {
    return Amounts.totalMilliCpuRequest(allocations.grant(pod));
  }

  @Test
  void whatTheNodeHasIsGrantedAtOnce() {
    granted(asking("a", "1", 0));

    assertThat(granted(asking("a", "4", 0))).isEqualTo(4000);
    assertThat(allocations.pending("a")).isEmpty();
  }

  @Test
  void whatTheNodeNeverHasIsInfeasible() {
    granted(asking("a", "1", 0));

    assertThat(granted(asking("a", "5", 0))).isEqualTo(1000);
    assertThat(allocations.pending("a").orElseThrow().reason()).isEqualTo("Infeasible");
    assertThat(allocations.pending("a").orElseThrow().message())
        .isEqualTo("Node didn't have enough capacity: cpu, requested: 5000, capacity: 4000");
    assertThat(events).containsExactly("ResizeInfeasible");
  }

  @Test
  void whatOthersHaveIsDeferredUntilTheyGo() {
    granted(asking("a", "1", 0));
    granted(asking("b", "3", 0));

    assertThat(granted(asking("a", "2", 0))).isEqualTo(1000);
    assertThat(allocations.pending("a").orElseThrow().message())
        .isEqualTo(
            "Node didn't have enough resource: cpu, requested: 2000, used: 3000, capacity: 4000");
    allocations.release("b");

    assertThat(told).containsExactly("a");
    assertThat(granted(asking("a", "2", 0))).isEqualTo(2000);
  }

  @Test
  void ofThoseWhoWaitTheMoreImportantComesFirst() {
    granted(asking("a", "1", 0));
    granted(asking("b", "1", 10));
    granted(asking("c", "2", 0));
    granted(asking("a", "3", 0));
    granted(asking("b", "3", 10));

    allocations.release("c");

    assertThat(granted(asking("b", "3", 10))).isEqualTo(3000);
    assertThat(granted(asking("a", "3", 0))).isEqualTo(1000);
  }

  @Test
  void aPodThatGivesUpItsWishWaitsNoMore() {
    granted(asking("a", "1", 0));
    granted(asking("a", "5", 0));
    granted(asking("a", "1", 0));

    assertThat(allocations.pending("a")).isEmpty();
  }

  @Test
  void whatWasGrantedIsKnownToTheNextAgent() {
    granted(asking("a", "1", 0));
    granted(asking("a", "5", 0));

    allocations = anew();

    assertThat(granted(asking("a", "5", 0))).isEqualTo(1000);
  }
}
