package io.navarch.nodeagent.backoff;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as users of Kubernetes read them: {@code 1m20s}, {@code 350ms}. */
public final class DurationText {

  private static final int SECONDS_PER_MINUTE = 60;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private DurationText() {}

  /** The words of a duration, to the millisecond. */
  public static String of(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return duration.toMillis() + "ms";
    }
    var text = new StringBuilder();
    long minutes = duration.toMinutes();
    if (minutes >= SECONDS_PER_MINUTE) {
      text.append(minutes / SECONDS_PER_MINUTE).append('h');
    }
    if (minutes > 0) {
      text.append(minutes % SECONDS_PER_MINUTE).append('m');
    }
    var seconds =
        BigDecimal.valueOf(duration.toSecondsPart())
            .add(BigDecimal.valueOf(duration.toNanosPart() / NANOS_PER_MILLI, 3));
    return text.append(seconds.stripTrailingZeros().toPlainString()).append('s').toString();
  }
}
