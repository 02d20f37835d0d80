package io.navarch.schema.quantity;

import java.time.Duration;

/** How tables print ages: the largest unit, and the next one while the first is small. */
public final class AgeText {

  private AgeText() {}

  /** The text of an age, for example {@code 5m} or {@code 2d1h}. */
  public static String of(Duration age) {
    long seconds = age.toSeconds();
    if (seconds < -1) {
      return "<invalid>";
    }
    if (seconds < 60 * 2) {
      return Math.max(seconds, 0) + "s";
    }
    long minutes = seconds / 60;
    if (minutes < 10) {
      return pair(minutes, "m", seconds % 60, "s");
    }
    if (minutes < 60 * 3) {
      return minutes + "m";
    }
    long hours = minutes / 60;
    if (hours < 8) {
      return pair(hours, "h", minutes % 60, "m");
    }
    if (hours < 48) {
      return hours + "h";
    }
    long days = hours / 24;
    if (hours < 24 * 8) {
      return pair(days, "d", hours % 24, "h");
    }
    if (hours < 24 * 365 * 2) {
      return days + "d";
    }
    long years = days / 365;
    return hours < 24 * 365 * 8 ? pair(years, "y", days % 365, "d") : years + "y";
  }

  private static String pair(long first, String firstUnit, long second, String secondUnit) {
    return second == 0 ? first + firstUnit : first + firstUnit + second + secondUnit;
  }
}
