package io.navarch.nodeagent.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.nodeagent.eviction.Threshold.Measure;
import io.navarch.nodeagent.testing.Defaults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node is held to be short of. */
class PressureStateTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration STAYS = Duration.ofMinutes(5);
  private static final long GIB = 1L << 30;

  private static List<Threshold> thresholds(String hard, String soft) {
    return Threshold.of(
        Defaults.with(
            EvictionProperties.class,
            Map.of(
                "hard",
                hard,
                "soft",
                soft,
                "soft-grace-period",
                "memory.available=1m",
                "minimum-reclaim",
                "memory.available=1Gi")));
  }

  private static PressureState after(
      PressureState state, List<Threshold> thresholds, long available, Instant now) {
    var measures = Map.of(Signal.MEMORY, new Measure(available, 10 * GIB));
    return state.next(thresholds, measures, now, STAYS);
  }

  @Test
  void aHardThresholdIsDueAtOnce() {
    var state = after(PressureState.NONE, thresholds("memory.available<20%", ""), GIB, NOW);

    assertThat(state.due(NOW)).isPresent();
    assertThat(state.holding()).containsExactly("MemoryPressure");
  }

  @Test
  void aSoftThresholdIsDueWhenItsTimeIsOver() {
    var thresholds = thresholds("", "memory.available<2Gi");
    var state = after(PressureState.NONE, thresholds, GIB, NOW);
    assertThat(state.due(NOW.plusSeconds(59))).isEmpty();

    state = after(state, thresholds, GIB, NOW.plusSeconds(60));

    assertThat(state.due(NOW.plusSeconds(60))).isPresent();
  }

  @Test
  void aThresholdStaysMetUntilMoreThanItIsFree() {
    var thresholds = thresholds("memory.available<2Gi", "");
    var state = after(PressureState.NONE, thresholds, GIB, NOW);

    assertThat(after(state, thresholds, 2 * GIB, NOW).due(NOW)).isPresent();
    assertThat(after(state, thresholds, 3 * GIB, NOW).due(NOW)).isEmpty();
  }

  @Test
  void theConditionOutlivesTheShortage() {
    var thresholds = thresholds("memory.available<2Gi", "");
    var state = after(PressureState.NONE, thresholds, GIB, NOW);

    assertThat(after(state, thresholds, 5 * GIB, NOW.plusSeconds(299)).holding()).isNotEmpty();
    assertThat(after(state, thresholds, 5 * GIB, NOW.plusSeconds(300)).holding()).isEmpty();
  }

  @Test
  void whatCannotBeMeasuredIsNoShortage() {
    var thresholds = thresholds("imagefs.available<15%", "");

    assertThat(after(PressureState.NONE, thresholds, 0, NOW).due(NOW)).isEmpty();
  }
}
