package io.navarch.schema.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.navarch.schema.quantity.ApiTime.TimeFormatException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times, durations and ages are spelled as the reference spells them. */
class TimeTest {

  @ParameterizedTest
  @CsvFileSource(
      resources = "times.tsv",
      delimiter = '\t',
      quoteCharacter = '\0',
      numLinesToSkip = 1,
      emptyValue = "")
  void answersAsTheReferenceDoes(String type, String input, String answered, String refusal) {
    var text = input == null ? "" : input;
    boolean micro = type.equals("MicroTime");

    if (refusal == null) {
      assertThat(again(text, micro)).isEqualTo(answered);
    } else {
      assertThatExceptionOfType(TimeFormatException.class)
          .isThrownBy(() -> again(text, micro))
          .withMessage(refusal);
    }
  }

  private static String again(String text, boolean micro) {
    return micro
        ? ApiTime.formatMicro(ApiTime.parseMicro(text))
        : ApiTime.format(ApiTime.parse(text));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "ages.tsv", delimiter = '\t', numLinesToSkip = 1)
  void printsAgesAsTheReferenceDoes(long seconds, String text) {
    assertThat(AgeText.of(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1h,1h0m0s", "90s,1m30s", "1.5s,1.5s", "100ms,100ms", "1h30m5.25s,1h30m5.25s", "0,0s",
    "-5m,-5m0s", "1500us,1.5ms", "72h,72h0m0s", ".5s,500ms", "10ns,10ns", "+3s,3s"
  })
  void spellsDurationsAsGoDoes(String input, String spelled) {
    assertThat(GoDuration.parse(input).map(GoDuration::format)).contains(spelled);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "1d", "1h 5m", "1hx", "--1s", "1..5s"})
  void refusesWhatGoRefuses(String input) {
    assertThat(GoDuration.parse(input)).isEmpty();
  }
}
