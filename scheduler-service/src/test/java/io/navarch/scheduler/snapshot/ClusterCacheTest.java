package io.navarch.scheduler.snapshot;

import static io.navarch.testing.fixtures.NodeFixture.aNode;
import static io.navarch.testing.fixtures.PodFixture.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.testing.fixtures.PodFixture;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes and the Pods on them are counted right whatever order news comes in. */
class ClusterCacheTest {

  private final PodRequests requests = new PodRequests(new ResourceIndex());
  private final ClusterCache cache = new ClusterCache(requests);

  private PodInfo info(PodFixture pod) {
    return PodInfo.of(pod.build(), requests);
  }

  private long requestedCpu(String node) {
    return cache.snapshot().find(node).orElseThrow().requested().get(ResourceIndex.CPU);
  }

  @Test
  void countsAPodOnceHoweverOftenItIsTold() {
    cache.putNode(aNode("n").build());
    cache.putPod(info(aPod("a").requesting("cpu", "1").on("n")));
    cache.putPod(info(aPod("a").requesting("cpu", "1").on("n").terminating()));

    assertThat(requestedCpu("n")).isEqualTo(1000);
  }

  @Test
  void keepsPodsOfANodeThatIsNotKnownYet() {
    cache.putPod(info(aPod("a").requesting("cpu", "1").on("n")));
    cache.putNode(aNode("n").build());

    assertThat(requestedCpu("n")).isEqualTo(1000);
  }

  @Test
  void freesWhatAPodHadWhenItGoes() {
    cache.putNode(aNode("n").build());
    var pod = info(aPod("a").requesting("cpu", "1").withHostPort(80).on("n"));
    cache.putPod(pod);
    cache.removePod(pod.uid());

    assertThat(requestedCpu("n")).isZero();
    assertThat(cache.snapshot().find("n").orElseThrow().usedPorts()).isEmpty();
  }

  @Test
  void leavesAnOlderSnapshotAsItWas() {
    cache.putNode(aNode("n").build());
    var before = cache.snapshot();
    cache.putPod(info(aPod("a").requesting("cpu", "1").on("n")));

    assertThat(before.find("n").orElseThrow().pods()).isEmpty();
    assertThat(cache.snapshot()).isNotSameAs(before);
  }

  @Test
  void givesTheSameSnapshotAsLongAsNothingChanges() {
    cache.putNode(aNode("n").build());

    assertThat(cache.snapshot()).isSameAs(cache.snapshot());
  }

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("laws.runs", 200));
  }

  /** Whatever comes in whatever order, a node's sum is the sum of the Pods that are on it. */
  @ParameterizedTest
  @MethodSource("seeds")
  void sumsAreThoseOfThePodsThatAreThere(long seed) {
    var random = new Random(seed);
    var present = new ArrayList<PodInfo>();
    for (int i = 0; i < 60; i++) {
      switch (random.nextInt(4)) {
        case 0 -> cache.putNode(aNode("n" + random.nextInt(3)).build());
        case 1 -> cache.removeNode("n" + random.nextInt(3));
        case 2 -> {
          var pod =
              info(
                  aPod("p" + random.nextInt(10))
                      .requesting("cpu", "" + random.nextInt(4))
                      .on("n" + random.nextInt(3)));
          present.removeIf(other -> other.uid().equals(pod.uid()));
          present.add(pod);
          cache.putPod(pod);
        }
        default -> {
          var uid = "uid-p" + random.nextInt(10);
          present.removeIf(pod -> pod.uid().equals(uid));
          cache.removePod(uid);
        }
      }
    }

    for (var node : cache.snapshot().nodes()) {
      var sum =
          present.stream()
              .filter(pod -> pod.nodeName().equals(node.name()))
              .mapToLong(pod -> pod.requests().get(ResourceIndex.CPU))
              .sum();
      assertThat(node.requested().get(ResourceIndex.CPU)).isEqualTo(sum);
    }
  }
}
