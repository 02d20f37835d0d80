package io.navarch.schema.quantity;

import io.navarch.schema.quantity.ApiTime.TimeFormatException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads one time along Go's RFC 3339 layout, element by element. */
final class GoTimeParser {

  private final String text;
  private final boolean micro;
  private int at;

  GoTimeParser(String text, boolean micro) {
    this.text = text;
    this.micro = micro;
  }

  Instant parse() {
    int year = digits(4, "2006", 9999, "");
    literal("-");
    int month = digits(2, "01", 12, "month");
    literal("-");
    int day = digits(2, "02", 31, "day");
    literal("T");
    int hour = digits(2, "15", 23, "hour");
    literal(":");
    int minute = digits(2, "04", 59, "minute");
    literal(":");
    int second = digits(2, "05", 59, "second");
    int nanos = micro ? exactMicros() : optionalFraction();
    var offset = offset();
    if (at < text.length()) {
      throw new TimeFormatException(
          "parsing time %s: extra text: %s".formatted(quoted(text), quoted(text.substring(at))));
    }
    try {
      return OffsetDateTime.of(year, month, day, hour, minute, second, nanos, offset).toInstant();
    } catch (DateTimeException e) {
      throw outOfRange("day");
    }
  }

  private int digits(int count, String element, int max, String range) {
    int end = at + count;
    if (end > text.length() || !text.substring(at, end).chars().allMatch(GoTimeParser::isDigit)) {
      throw refused(element);
    }
    int value = Integer.parseInt(text.substring(at, end));
    boolean fromOne = range.equals("month") || range.equals("day");
    if (value > max || (fromOne && value == 0)) {
      throw outOfRange(range);
    }
    at = end;
    return value;
  }

  private void literal(String sign) {
    if (!text.startsWith(sign, at)) {
      throw refused(sign);
    }
    at++;
  }

  private int exactMicros() {
    int end = at + 7;
    if (end > text.length()
        || text.charAt(at) != '.'
        || !text.substring(at + 1, end).chars().allMatch(GoTimeParser::isDigit)) {
      throw refused(".000000");
    }
    int micros = Integer.parseInt(text.substring(at + 1, end));
    at = end;
    return micros * 1_000;
  }

  private int optionalFraction() {
    if (at + 1 >= text.length() || text.charAt(at) != '.' || !isDigit(text.charAt(at + 1))) {
      return 0;
    }
    int start = at + 1;
    at = start;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    var nine = (text.substring(start, at) + "000000000").substring(0, 9);
    return Integer.parseInt(nine);
  }

  private ZoneOffset offset() {
    if (text.startsWith("Z", at)) {
      at++;
      return ZoneOffset.UTC;
    }
    var rest = text.substring(at);
    if (!rest.matches("[+-][0-9]{2}:[0-9]{2}.*")) {
      throw refused("Z07:00");
    }
    int hours = Integer.parseInt(rest.substring(1, 3));
    int minutes = Integer.parseInt(rest.substring(4, 6));
    if (hours > 18 || minutes > 59) {
      throw outOfRange("time zone offset " + (hours > 18 ? "hour" : "minute"));
    }
    at += 6;
    int seconds = hours * 3600 + minutes * 60;
    return ZoneOffset.ofTotalSeconds(rest.charAt(0) == '-' ? -seconds : seconds);
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private TimeFormatException refused(String element) {
    var layout = micro ? "2006-01-02T15:04:05.000000Z07:00" : "2006-01-02T15:04:05Z07:00";
    return new TimeFormatException(
        "parsing time %s as %s: cannot parse %s as %s"
            .formatted(quoted(text), quoted(layout), quoted(text.substring(at)), quoted(element)));
  }

  private TimeFormatException outOfRange(String what) {
    return new TimeFormatException(
        "parsing time %s: %s out of range".formatted(quoted(text), what));
  }

  private static String quoted(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
