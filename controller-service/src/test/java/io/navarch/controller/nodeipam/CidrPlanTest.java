package io.navarch.controller.nodeipam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every node gets a part of the range for itself. */
class CidrPlanTest {

  @Test
  void handsOutTheLowestFreePart() {
    var plan = CidrPlan.of("10.244.0.0/16", 24);

    assertThat(plan.free(List.of())).contains("10.244.0.0/24");
    assertThat(plan.free(List.of("10.244.0.0/24", "10.244.2.0/24"))).contains("10.244.1.0/24");
  }

  @Test
  void partsOfOtherSizesTakeWhatTheyOverlap() {
    var plan = CidrPlan.of("10.244.0.0/16", 24);

    assertThat(plan.free(List.of("10.244.0.0/23"))).contains("10.244.2.0/24");
    assertThat(plan.free(List.of("10.244.0.128/25"))).contains("10.244.1.0/24");
    assertThat(plan.free(List.of("10.0.0.0/8"))).isEmpty();
  }

  @Test
  void partsElsewhereAndOfOtherFamiliesTakeNothing() {
    var plan = CidrPlan.of("10.244.0.0/16", 24);

    assertThat(plan.free(List.of("10.243.255.0/24", "10.245.0.0/24", "fd00::/64")))
        .contains("10.244.0.0/24");
  }

  @Test
  void allPartsAreHandedOutOnceAndThenNoneIsLeft() {
    var plan = CidrPlan.of("192.168.255.0/28", 30);
    Set<String> used = new HashSet<>();

    for (var next = plan.free(used); next.isPresent(); next = plan.free(used)) {
      assertThat(used.add(next.get())).isTrue();
    }

    assertThat(used)
        .containsExactlyInAnyOrder(
            "192.168.255.0/30", "192.168.255.4/30", "192.168.255.8/30", "192.168.255.12/30");
  }

  @Test
  void worksAboveTheMiddleOfTheAddressSpace() {
    assertThat(CidrPlan.of("200.1.7.9/16", 24).free(List.of("200.1.0.0/24")))
        .contains("200.1.1.0/24");
  }

  @Test
  void refusesWhatCannotBeCut() {
    assertThatThrownBy(() -> CidrPlan.of("10.244.0.0/25", 24))
        .hasMessageContaining("can't cut 10.244.0.0/25 into parts of /24");
    assertThatThrownBy(() -> CidrPlan.of("10.244.0.0", 24))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
