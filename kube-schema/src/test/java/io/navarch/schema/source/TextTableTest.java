package io.navarch.schema.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/** How tables are read. */
class TextTableTest {

  @Test
  void hasRowsButNoCommentsAndBlankLines() {
    assertThat(TextTable.lines(TextTableTest.class, "sample.rules"))
        .containsExactly("first row", "  second # row");
  }

  @Test
  void mustBeThere() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> TextTable.lines(TextTableTest.class, "none.rules"))
        .withMessageContaining("none.rules");
  }
}
