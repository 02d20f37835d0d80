package io.navarch.scheduler.snapshot;

import static io.navarch.testing.fixtures.PodFixture.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.navarch.testing.fixtures.PodFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a Pod asks of its node. */
class PodRequestsTest {

  private final PodRequests requests = new PodRequests(new ResourceIndex());

  private Amounts of(PodFixture pod) {
    return requests.of(pod.build().getSpec());
  }

  @Test
  void countsCoresInThousandthsAndRoundsUp() {
    assertThat(of(aPod("a").requesting("cpu", "1.5")).get(ResourceIndex.CPU)).isEqualTo(1500);
    assertThat(of(aPod("a").requesting("cpu", "100u")).get(ResourceIndex.CPU)).isEqualTo(1);
    assertThat(of(aPod("a").requesting("memory", "1Ki")).get(ResourceIndex.MEMORY)).isEqualTo(1024);
  }

  @Test
  void takesTheLargestInitContainerWhereItNeedsMore() {
    var pod =
        aPod("a")
            .requesting("cpu", "1")
            .withInitContainer("", "cpu", "3")
            .withInitContainer("", "cpu", "2");

    assertThat(of(pod).get(ResourceIndex.CPU)).isEqualTo(3000);
  }

  @Test
  void addsSidecarsToTheContainersAndToLaterInitContainers() {
    var sidecar = aPod("a").requesting("cpu", "1").withInitContainer("Always", "cpu", "1");

    assertThat(of(sidecar).get(ResourceIndex.CPU)).isEqualTo(2000);
    assertThat(of(sidecar.withInitContainer("", "cpu", "4")).get(ResourceIndex.CPU))
        .isEqualTo(5000);
  }

  @Test
  void addsOverheadAndCountsThePodItself() {
    var pod =
        aPod("a")
            .requesting("cpu", "1")
            .with(b -> b.editSpec().withOverhead(Map.of("cpu", new Quantity("250m"))).endSpec());

    assertThat(of(pod).get(ResourceIndex.CPU)).isEqualTo(1250);
    assertThat(of(pod).get(ResourceIndex.PODS)).isEqualTo(1);
  }

  @Test
  void letsPodLevelRequestsTakeThePlaceOfTheSum() {
    var pod =
        aPod("a")
            .requesting("cpu", "1")
            .with(b ->
                b.editSpec()
                    .withNewResources()
                    .addToRequests("cpu", new Quantity("3"))
                    .endResources()
                    .endSpec());

    assertThat(of(pod).get(ResourceIndex.CPU)).isEqualTo(3000);
  }

  @Test
  void givesExtendedResourcesANumberOfTheirOwn() {
    var index = new ResourceIndex();
    var amounts =
        new PodRequests(index).of(aPod("a").requesting("example.com/gpu", "2").build().getSpec());

    assertThat(amounts.get(index.of("example.com/gpu"))).isEqualTo(2);
  }
}
