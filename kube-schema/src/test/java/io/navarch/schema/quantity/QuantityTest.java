package io.navarch.schema.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Quantities are answered as the reference answers them. */
class QuantityTest {

  @ParameterizedTest
  @CsvFileSource(
      resources = "quantities.tsv",
      delimiter = '\t',
      quoteCharacter = '\0',
      numLinesToSkip = 1,
      emptyValue = "",
      nullValues = "NULL")
  void answersAsTheReferenceDoes(String input, String answered, String refusal) {
    var text = input == null ? "" : input.replace('␠', ' ');

    if (refusal == null || refusal.isEmpty()) {
      assertThat(Quantity.parse(text)).hasToString(answered);
      assertThat(Quantity.parse(answered)).hasToString(answered);
    } else {
      assertThatExceptionOfType(QuantityFormatException.class)
          .isThrownBy(() -> Quantity.parse(text))
          .withMessage(refusal);
    }
  }

  @Test
  void computesInTheSuffixFamilyOfTheFirst() {
    assertThat(Quantity.parse("1Gi").plus(Quantity.parse("512Mi"))).hasToString("1536Mi");
    assertThat(Quantity.parse("2").minus(Quantity.parse("500m"))).hasToString("1500m");
    assertThat(Quantity.ZERO.plus(Quantity.parse("1Gi"))).hasToString("1Gi");
  }

  @Test
  void roundsAwayFromZeroToWholeNumbersAndThousandths() {
    assertThat(Quantity.parse("1500m").value()).isEqualTo(2);
    assertThat(Quantity.parse("-1500m").value()).isEqualTo(-2);
    assertThat(Quantity.parse("1u").milliValue()).isEqualTo(1);
    assertThat(Quantity.parse("100E").value()).isEqualTo(Long.MAX_VALUE);
    assertThat(Quantity.parse("1u").roundUp(3)).hasToString("1m");
    assertThat(Quantity.parse("0005").roundUp(3)).hasToString("0005");
  }

  @Test
  void comparesByAmount() {
    assertThat(Quantity.parse("1024Mi")).isEqualByComparingTo(Quantity.parse("1Gi"));
    assertThat(Quantity.of(new BigDecimal("0.5"), QuantityFormat.DECIMAL_SI)).hasToString("500m");
  }
}
