package io.navarch.nodeagent.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.nodeagent.image.ImageSweep.Seen;
import io.navarch.nodeagent.runtime.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which images are given up. */
class ImageSweepTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static Image image(String id, boolean pinned) {
    return new Image(id, List.of(), List.of(), 100, Optional.empty(), "", pinned);
  }

  private static Seen usedBefore(int minutes) {
    return new Seen(NOW.minusSeconds(3600), NOW.minusSeconds(60L * minutes));
  }

  private final ImageSweep sweep =
      new ImageSweep(
          List.of(
              image("late", false), image("early", false), image("new", false), image("p", true)),
          Map.of(
              "late", usedBefore(5),
              "early", usedBefore(50),
              "new", new Seen(NOW.minusSeconds(60), Instant.EPOCH),
              "p", usedBefore(55)),
          Duration.ofMinutes(2));

  private static List<String> ids(List<Image> images) {
    return images.stream().map(Image::id).toList();
  }

  @Test
  void thoseUnusedForLongestGoFirstAndNoMoreThanNeeded() {
    assertThat(ids(sweep.toFree(100, NOW))).containsExactly("early");
    assertThat(ids(sweep.toFree(101, NOW))).containsExactly("early", "late");
  }

  @Test
  void youngAndPinnedOnesStay() {
    assertThat(ids(sweep.toFree(Long.MAX_VALUE, NOW))).doesNotContain("new", "p");
  }

  @Test
  void thoseThatNobodyUsedForTooLongGoInAnyCase() {
    assertThat(ids(sweep.olderThan(Duration.ofMinutes(30), NOW))).containsExactly("early");
  }
}
