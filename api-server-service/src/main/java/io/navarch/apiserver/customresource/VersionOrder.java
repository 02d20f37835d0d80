package io.navarch.apiserver.customresource;

import java.util.regex.Pattern;

/**
 * The order of versions by what their names promise: {@code v2} before {@code v1}, these before
 * {@code v1beta1}, that before {@code v1alpha1}, and whatever else there is in the end.
 */
final class VersionOrder {

  private static final Pattern NAME = Pattern.compile("v(\\d+)(?:(alpha|beta)(\\d+))?");
  private static final int STABLE = 3;
  private static final int BETA = 2;
  private static final int ALPHA = 1;

  private VersionOrder() {}

  /** Negative if the first is to be preferred. */
  static int compare(String a, String b) {
    var first = NAME.matcher(a);
    var second = NAME.matcher(b);
    boolean known = first.matches();
    boolean otherKnown = second.matches();
    if (!known || !otherKnown) {
      return known == otherKnown ? a.compareTo(b) : known ? -1 : 1;
    }
    int byStage = Integer.compare(stage(second.group(2)), stage(first.group(2)));
    if (byStage != 0) {
      return byStage;
    }
    int byMajor = Long.compare(number(second.group(1)), number(first.group(1)));
    return byMajor == 0 ? Long.compare(number(second.group(3)), number(first.group(3))) : byMajor;
  }

  private static int stage(@org.jspecify.annotations.Nullable String word) {
    return word == null ? STABLE : word.equals("beta") ? BETA : ALPHA;
  }

  private static long number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null || digits.length() > 9 ? 0 : Long.parseLong(digits);
  }
}
