package io.navarch.schema.quantity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Points in time as the API spells them, RFC 3339 in UTC: {@code Time} with seconds, {@code
 * MicroTime} with six decimals. Refusals are worded as Go's {@code time.Parse} words them.
 */
public final class ApiTime {

  /** What Go takes for no time at all. */
  public static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

  private ApiTime() {}

  /** Reads a {@code Time}; decimals are accepted and dropped. */
  public static Instant parse(String text) {
    return new GoTimeParser(text, false).parse().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Reads a {@code MicroTime}; exactly six decimals are asked for. */
  public static Instant parseMicro(String text) {
    return new GoTimeParser(text, true).parse();
  }

  /** The spelling of a {@code Time}. */
  public static String format(Instant time) {
    return spell(time, 0);
  }

  /** The spelling of a {@code MicroTime}. */
  public static String formatMicro(Instant time) {
    return spell(time, 6);
  }

  private static String spell(Instant time, int decimals) {
    var at = OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    var seconds =
        "%04d-%02d-%02dT%02d:%02d:%02d"
            .formatted(
                at.getYear(),
                at.getMonthValue(),
                at.getDayOfMonth(),
                at.getHour(),
                at.getMinute(),
                at.getSecond());
    return decimals == 0 ? seconds + "Z" : "%s.%06dZ".formatted(seconds, at.getNano() / 1_000);
  }

  /** A text is not a time; the message is Go's. */
  public static final class TimeFormatException extends DateTimeException {
    private static final long serialVersionUID = 1L;

    TimeFormatException(String message) {
      super(message);
    }
  }
}
