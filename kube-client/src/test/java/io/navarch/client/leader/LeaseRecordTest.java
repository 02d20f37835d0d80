package io.navarch.client.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.navarch.testing.fakes.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** At most one process leads. */
class LeaseRecordTest {

  private static final Duration DURATION = Duration.ofSeconds(15);

  private final ManualClock clock = new ManualClock();
  private final LeaseRecord one = new LeaseRecord("one", DURATION);
  private final LeaseRecord other = new LeaseRecord("other", DURATION);
  private final Lease held = one.first("kube-system", "leader", clock.instant());

  @Test
  void nobodyTakesALeaseThatIsRenewed() {
    other.observe(held, clock.instant());
    clock.advance(Duration.ofSeconds(10));
    var renewed = one.taken(held, clock.instant());
    other.observe(renewed, clock.instant());
    clock.advance(Duration.ofSeconds(10));

    assertThat(other.mayTake(renewed, clock.instant())).isFalse();
    assertThat(one.mayTake(renewed, clock.instant())).isTrue();
    assertThat(renewed.getSpec().getAcquireTime()).isEqualTo(held.getSpec().getAcquireTime());
    assertThat(renewed.getSpec().getLeaseTransitions()).isZero();
  }

  @Test
  void anotherTakesALeaseThatWasLongNotRenewed() {
    other.observe(held, clock.instant());
    clock.advance(DURATION);

    assertThat(other.mayTake(held, clock.instant())).isTrue();
    var taken = other.taken(held, clock.instant());
    assertThat(taken.getSpec().getHolderIdentity()).isEqualTo("other");
    assertThat(taken.getSpec().getLeaseTransitions()).isEqualTo(1);
  }

  @Test
  void aReleasedLeaseIsFreeAtOnce() {
    var released = one.released(held, clock.instant());
    other.observe(released, clock.instant());

    assertThat(other.mayTake(released, clock.instant())).isTrue();
  }
}
