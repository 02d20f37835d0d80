package io.navarch.apiserver.validation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The five fields of a cron schedule, or one of its nicknames. */
final class CronText {

  private static final Set<String> NICKNAMES =
      Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
  private static final Pattern EVERY =
      Pattern.compile("@every ([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
  private static final List<Map.Entry<Integer, Integer>> BOUNDS =
      List.of(
          Map.entry(0, 59), Map.entry(0, 23), Map.entry(1, 31), Map.entry(1, 12), Map.entry(0, 6));

  private CronText() {}

  static List<String> complaints(String schedule) {
    if (NICKNAMES.contains(schedule) || EVERY.matcher(schedule).matches()) {
      return List.of();
    }
    if (schedule.startsWith("@")) {
      return List.of("unrecognized descriptor: " + schedule);
    }
    var fields = schedule.strip().split("\\s+");
    if (fields.length != 5) {
      return List.of(
          "expected exactly 5 fields, found %d: [%s]"
              .formatted(fields.length, String.join(" ", fields)));
    }
    for (int i = 0; i < fields.length; i++) {
      for (var part : fields[i].split(",", -1)) {
        var complaint = part(part, BOUNDS.get(i), i == 3 ? MONTHS : i == 4 ? DAYS : List.of());
        if (!complaint.isEmpty()) {
          return List.of(complaint);
        }
      }
    }
    return List.of();
  }

  private static String part(String part, Map.Entry<Integer, Integer> bounds, List<String> names) {
    var step = part.split("/", -1);
    if (step.length > 2) {
      return "too many slashes: " + part;
    }
    if (step.length == 2 && !step[1].matches("\\d+")) {
      return "failed to parse int from %s: strconv.Atoi: parsing \"%s\": invalid syntax"
          .formatted(step[1], step[1]);
    }
    if (step.length == 2 && Integer.parseInt(step[1]) == 0) {
      return "step of range should be a positive number: " + part;
    }
    if (step[0].equals("*") || step[0].equals("?")) {
      return "";
    }
    var range = step[0].split("-", -1);
    if (range.length > 2) {
      return "too many hyphens: " + part;
    }
    return range(part, range, bounds, names);
  }

  private static String range(
      String part, String[] range, Map.Entry<Integer, Integer> bounds, List<String> names) {
    int[] values = new int[range.length];
    for (int i = 0; i < range.length; i++) {
      int named = names.indexOf(range[i].toLowerCase(Locale.ROOT));
      if (named < 0 && !range[i].matches("\\d{1,9}")) {
        return "failed to parse int from %s: strconv.Atoi: parsing \"%s\": invalid syntax"
            .formatted(range[i], range[i]);
      }
      values[i] = named < 0 ? Integer.parseInt(range[i]) : named + bounds.getKey();
    }
    int start = values[0];
    int end = values[values.length - 1];
    if (start < bounds.getKey()) {
      return "beginning of range (%d) below minimum (%d): %s"
          .formatted(start, bounds.getKey(), part);
    }
    if (end > bounds.getValue()) {
      return "end of range (%d) above maximum (%d): %s".formatted(end, bounds.getValue(), part);
    }
    return start > end
        ? "beginning of range (%d) beyond end of range (%d): %s".formatted(start, end, part)
        : "";
  }
}
