package io.navarch.apiserver.validation;

/** Sets of completion indexes as they are written: {@code 1,3-5,7}. */
final class IndexRanges {

  private IndexRanges() {}

  /** What is wrong with a spelling; empty if nothing is. */
  static String complaint(String text, long completions) {
    long last = -1;
    if (text.isEmpty()) {
      return "";
    }
    for (var part : text.split(",", -1)) {
      var limits = part.split("-", -1);
      if (limits.length > 2) {
        return "invalid interval: \"%s\"".formatted(part);
      }
      for (var limit : limits) {
        if (!limit.matches("\\d{1,9}")) {
          return "cannot convert string to integer for index: \"%s\"".formatted(limit);
        }
        long index = Long.parseLong(limit);
        if (index >= completions) {
          return "too large index: \"%s\"".formatted(limit);
        }
        if (index <= last) {
          return "non-increasing order, previous: %d, current: %d".formatted(last, index);
        }
        last = index;
      }
    }
    return "";
  }
}
