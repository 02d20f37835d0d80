package io.navarch.nodeagent.pod.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.navarch.nodeagent.runtime.LinuxResources;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is shown of a container's limits when the kernel counts them its own way. */
class RunningResourcesTest {

  private final ResourceRequirements given =
      new ResourceRequirementsBuilder()
          .withRequests(Map.of("cpu", Quantity.parse("1m")))
          .withLimits(Map.of("cpu", Quantity.parse("5m"), "memory", Quantity.parse("1Mi")))
          .build();

  private static LinuxResources kernel(long quota, long shares, long memory) {
    return LinuxResources.NONE.toBuilder()
        .cpuPeriod(100_000)
        .cpuQuota(quota)
        .cpuShares(shares)
        .memoryLimit(memory)
        .build();
  }

  @Test
  void anAmountTooSmallForTheKernelStaysAsItWasWritten() {
    assertThat(RunningResources.of(given, Optional.of(kernel(1000, 2, 1 << 20)))).isEqualTo(given);
  }

  @Test
  void whatDiffersIsShownAsTheKernelHasIt() {
    var shown = RunningResources.of(given, Optional.of(kernel(20_000, 512, 2 << 20)));

    assertThat(shown.getLimits().get("cpu")).isEqualTo(Quantity.parse("200m"));
    assertThat(shown.getRequests().get("cpu")).isEqualTo(Quantity.parse("500m"));
    assertThat(shown.getLimits().get("memory")).isEqualTo(Quantity.parse("2Mi"));
  }
}
