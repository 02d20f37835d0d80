package io.navarch.nodeagent.pod.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How references to variables are replaced. */
class ExpansionTest {

  private static final Map<String, String> VALUES = Map.of("A", "1", "B", "$(A)");

  @ParameterizedTest
  @CsvSource({
    "$(A), 1",
    "x$(A)y, x1y",
    "$$(A), $(A)",
    "$$$(A), $1",
    "$(C), $(C)",
    "$(A, $(A",
    "$A, $A",
    "$, $",
    "$$, $",
    "$(B), $(A)"
  })
  void replacesWhatIsKnownAndNothingElse(String text, String expected) {
    assertThat(Expansion.expand(text, name -> Optional.ofNullable(VALUES.get(name))))
        .isEqualTo(expected);
  }
}
