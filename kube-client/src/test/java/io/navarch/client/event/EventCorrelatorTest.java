package io.navarch.client.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.navarch.testing.fakes.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Users are told, but not flooded. */
class EventCorrelatorTest {

  private final ManualClock clock = new ManualClock();
  private final EventCorrelator correlator =
      new EventCorrelator(
          new EventProperties(25, Duration.ofMinutes(5), 10, Duration.ofMinutes(10), 10), clock);

  private Occurrence occurrence(String name, String message) {
    ObjectReference about =
        new ObjectReferenceBuilder().withKind("Pod").withNamespace("ns").withName(name).build();
    return new Occurrence(about, "Normal", "Pulled", message, clock.instant());
  }

  @Test
  void silencesAnObjectAfterABurst() {
    for (int i = 0; i < 25; i++) {
      assertThat(correlator.correlate(occurrence("a", "same"))).isPresent();
    }
    assertThat(correlator.correlate(occurrence("a", "same"))).isEmpty();
    assertThat(correlator.correlate(occurrence("b", "same"))).isPresent();

    clock.advance(Duration.ofMinutes(5));
    assertThat(correlator.correlate(occurrence("a", "same"))).isPresent();
  }

  @Test
  void tellsManySimilarOccurrencesAsOne() {
    for (int i = 0; i < 9; i++) {
      var message = "message " + i;
      assertThat(correlator.correlate(occurrence("a", message)))
          .hasValueSatisfying(told -> assertThat(told.message()).isEqualTo(message));
    }
    var tenth = correlator.correlate(occurrence("a", "message 9")).orElseThrow();
    assertThat(tenth.message()).isEqualTo("(combined from similar events): message 9");

    correlator.remember(tenth, new EventCorrelator.Posted("e", 1, clock.instant(), "1"));
    var eleventh = correlator.correlate(occurrence("a", "message 10")).orElseThrow();
    assertThat(correlator.posted(eleventh)).isPresent();
  }

  @Test
  void knowsARepeatedOccurrence() {
    var told = correlator.correlate(occurrence("a", "same")).orElseThrow();
    correlator.remember(told, new EventCorrelator.Posted("e", 1, clock.instant(), "1"));

    assertThat(correlator.posted(occurrence("a", "same"))).isPresent();
    assertThat(correlator.posted(occurrence("a", "different"))).isEmpty();
  }
}
