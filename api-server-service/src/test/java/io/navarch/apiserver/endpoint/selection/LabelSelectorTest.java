package io.navarch.apiserver.endpoint.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Label selectors as queries spell them. */
class LabelSelectorTest {

  private static final Map<String, String> LABELS =
      Map.of("app", "web", "tier", "front", "weight", "5", "example.com/x", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app=web",
        "app==web,tier=front",
        "app in (web, db)",
        "app notin (db)",
        "missing notin (db)",
        "app!=db",
        "missing!=db",
        "app",
        "!missing",
        "weight>4",
        "weight<6",
        "example.com/x=",
        "example.com/x in ()"
      })
  void holds(String selector) {
    assertThat(LabelSelector.parse(selector).matches(LABELS)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app=db",
        "app in (db,)",
        "app notin (web)",
        "!app",
        "missing",
        "missing=x",
        "weight>5",
        "app>1",
        "app=web,tier=back"
      })
  void doesNotHold(String selector) {
    assertThat(LabelSelector.parse(selector).matches(LABELS)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b|unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
        "a in b|unable to parse requirement: found 'b' expected: '('",
        "a=-b|unable to parse requirement: values[0][a]: Invalid value: \"-b\": a valid label must"
            + " be"
      })
  void saysWhatItCannotRead(String selector, String words) {
    assertThatThrownBy(() -> LabelSelector.parse(selector)).hasMessageStartingWith(words);
  }

  @Test
  void ofNothingHoldsForEverything() {
    assertThat(LabelSelector.parse("").isEmpty()).isTrue();
  }
}
