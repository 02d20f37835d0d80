package io.navarch.apiserver.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tokens of paged lists. */
class ContinueTokenTest {

  @Test
  void isSpelledAsUpstreamSpellsIt() {
    assertThat(new ContinueToken(2, "cm0").encode())
        .isEqualTo("eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6Miwic3RhcnQiOiJjbTBcdTAwMDAifQ");
  }

  @Test
  void isReadAsItWasWritten() {
    var token = new ContinueToken(-1, "default/x");

    assertThat(ContinueToken.decode(token.encode())).isEqualTo(token);
  }

  @ParameterizedTest
  @CsvSource({
    "xyz,invalid continue token: continue key is not valid: invalid character 'Ç' looking for"
        + " beginning of value",
    "eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwic3RhcnQiOiIuLi94In0,invalid continue token: continue"
        + " key is not valid: ../x"
  })
  void refusesWhatIsNone(String text, String words) {
    assertThatThrownBy(() -> ContinueToken.decode(text)).hasMessage(words);
  }
}
