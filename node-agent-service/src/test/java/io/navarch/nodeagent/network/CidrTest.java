package io.navarch.nodeagent.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Ranges of addresses and how they lie in each other. */
class CidrTest {

  @Test
  void aRangeContainsItselfAndWhatIsInside() {
    var range = Cidr.of("10.244.0.0/16");

    assertThat(range.contains(range)).isTrue();
    assertThat(range.contains(Cidr.of("10.244.3.0/24"))).isTrue();
    assertThat(range.contains(Cidr.of("10.244.3.7"))).isTrue();
    assertThat(range.contains(Cidr.of("10.245.0.0/24"))).isFalse();
    assertThat(range.contains(Cidr.of("10.0.0.0/8"))).isFalse();
  }

  @Test
  void familiesNeverMix() {
    assertThat(Cidr.of("0.0.0.0/0").contains(Cidr.of("fd00::/8"))).isFalse();
    assertThat(Cidr.of("::/0").contains(Cidr.of("fd00::1"))).isTrue();
  }

  @Test
  void onlyTheOutermostRangesRemain() {
    var ranges = List.of("10.9.1.0/24", "10.9.0.0/16", "10.9.77.0/16", "192.0.2.1", "192.0.2.1/32");

    assertThat(Cidr.outermost(ranges.stream().map(Cidr::of).toList()))
        .extracting(Cidr::toString)
        .containsExactly("10.9.0.0/16", "192.0.2.1/32");
  }

  @Test
  void anImpossiblePrefixIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Cidr.of("10.0.0.0/33"));
  }
}
