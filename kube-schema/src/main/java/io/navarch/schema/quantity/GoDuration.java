package io.navarch.schema.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations in Go's spelling, for example {@code 1h0m0s} and {@code 1.5s}. */
public final class GoDuration {

  private static final Pattern GRAMMAR =
      Pattern.compile("[+-]?(0|([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)(?:.*))");
  private static final Pattern PART =
      Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
  private static final Map<String, BigDecimal> NANOS =
      Map.of(
          "ns", BigDecimal.ONE,
          "us", BigDecimal.valueOf(1_000),
          "µs", BigDecimal.valueOf(1_000),
          "μs", BigDecimal.valueOf(1_000),
          "ms", BigDecimal.valueOf(1_000_000),
          "s", BigDecimal.valueOf(1_000_000_000L),
          "m", BigDecimal.valueOf(60_000_000_000L),
          "h", BigDecimal.valueOf(3_600_000_000_000L));

  private GoDuration() {}

  /** The duration, or empty where Go would refuse the text. */
  public static Optional<Duration> parse(String text) {
    if (!GRAMMAR.matcher(text).matches()) {
      return Optional.empty();
    }
    boolean negative = text.startsWith("-");
    var rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    var nanos = BigDecimal.ZERO;
    var parts = PART.matcher(rest);
    int end = 0;
    while (end < rest.length()) {
      if (!parts.find(end) || parts.start() != end) {
        return Optional.empty();
      }
      var unit = NANOS.getOrDefault(parts.group(2), BigDecimal.ZERO);
      nanos = nanos.add(new BigDecimal(padded(parts.group(1))).multiply(unit));
      end = parts.end();
    }
    var whole = nanos.setScale(0, RoundingMode.DOWN).toBigInteger();
    if (whole.bitLength() >= Long.SIZE) {
      return Optional.empty();
    }
    var duration = Duration.ofNanos(whole.longValue());
    return Optional.of(negative ? duration.negated() : duration);
  }

  private static String padded(String number) {
    return number.startsWith(".") ? "0" + number : number + (number.endsWith(".") ? "0" : "");
  }

  /** Go's spelling of a duration. */
  public static String format(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    if (duration.isNegative()) {
      return "-" + format(duration.negated());
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return small(duration.toNanos());
    }
    var seconds =
        plain(
                BigDecimal.valueOf(duration.toSecondsPart())
                    .add(BigDecimal.valueOf(duration.toNanosPart(), 9)))
            + "s";
    long hours = duration.toHours();
    if (hours > 0) {
      return hours + "h" + duration.toMinutesPart() + "m" + seconds;
    }
    return duration.toMinutes() > 0 ? duration.toMinutes() + "m" + seconds : seconds;
  }

  private static String small(long nanos) {
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    return nanos < 1_000_000
        ? plain(BigDecimal.valueOf(nanos, 3)) + "µs"
        : plain(BigDecimal.valueOf(nanos, 6)) + "ms";
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
