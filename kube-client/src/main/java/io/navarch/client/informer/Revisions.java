package io.navarch.client.informer;

/** Order of resourceVersions of one resource: decimal numbers without a fixed width. */
final class Revisions {

  private Revisions() {}

  /** Whether the first is later; one that is not a number is later than any other than itself. */
  static boolean isNewer(String one, String other) {
    if (one.equals(other)) {
      return false;
    }
    if (!isNumber(one) || !isNumber(other)) {
      return true;
    }
    return one.length() != other.length()
        ? one.length() > other.length()
        : one.compareTo(other) > 0;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
