package io.navarch.controller.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Spans are read and written as a Job's status has them. */
class IndexesTest {

  @Test
  void writesNeighboursAsSpans() {
    assertThat(Indexes.of(List.of(7, 3, 5, 4, 1))).hasToString("1,3-5,7");
  }

  @Test
  void writesTwoNeighboursWithAComma() {
    assertThat(Indexes.of(List.of(0, 1))).hasToString("0,1");
  }

  @Test
  void readsWhatItWrites() {
    var text = "0,2-4,9,11-20";

    assertThat(Indexes.parse(text, 100)).hasToString(text);
  }

  @Test
  void leavesOutWhatIsNotBelowTheLimit() {
    assertThat(Indexes.parse("0,2-4,9,11-20", 4)).hasToString("0,2,3");
  }

  @Test
  void countsSingles() {
    assertThat(Indexes.parse("0,2-4,9", 10).total()).isEqualTo(5);
  }

  @Test
  void joinsWhatTouches() {
    assertThat(Indexes.parse("0-2,6", 10).with(List.of(3, 5, 4))).hasToString("0-6");
  }

  @Test
  void findsTheLowestGaps() {
    var indexes = Indexes.parse("1-2,5", 8);

    assertThat(indexes.missing(10, 8)).containsExactly(0, 3, 4, 6, 7);
    assertThat(indexes.missing(2, 8)).containsExactly(0, 3);
  }

  @Test
  void countsWhatTwoSetsShare() {
    assertThat(Indexes.parse("0-5", 10).shared(Indexes.parse("3-9", 10))).isEqualTo(3);
  }

  @Test
  void readsNothingFromWhatIsNoList() {
    assertThat(Indexes.parse("many", 10).spans()).isEmpty();
  }
}
