package io.navarch.apiserver.cel;

import static io.navarch.apiserver.cel.Types.BOOL;
import static io.navarch.apiserver.cel.Types.SEMVER;
import static io.navarch.apiserver.cel.Types.TEXT;

import dev.cel.common.types.SimpleType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code semver("1.2.3")} and what can be asked of it. */
final class SemverLibrary {

  private static final String NUMBER = "(0|[1-9]\\d*)";
  private static final String PART = "(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)";
  private static final Pattern SYNTAX =
      Pattern.compile(
          "%1$s\\.%1$s\\.%1$s(?:-(%2$s(?:\\.%2$s)*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?"
              .formatted(NUMBER, PART));
  private static final Pattern LOOSE =
      Pattern.compile("v?0*(\\d+)(?:\\.0*(\\d+))?(?:\\.0*(\\d+))?(.*)");

  private SemverLibrary() {}

  /** A semantic version; what follows a plus sign does not count. */
  record Version(List<BigInteger> numbers, List<String> pre) implements Comparable<Version> {

    @Override
    public int compareTo(Version other) {
      for (int i = 0; i < numbers.size(); i++) {
        int order = numbers.get(i).compareTo(other.numbers.get(i));
        if (order != 0) {
          return order;
        }
      }
      if (pre.isEmpty() || other.pre.isEmpty()) {
        return Boolean.compare(pre.isEmpty(), other.pre.isEmpty());
      }
      for (int i = 0; i < Math.min(pre.size(), other.pre.size()); i++) {
        int order = compare(pre.get(i), other.pre.get(i));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(pre.size(), other.pre.size());
    }

    private static int compare(String a, String b) {
      boolean aNumber = a.chars().allMatch(Character::isDigit);
      boolean bNumber = b.chars().allMatch(Character::isDigit);
      if (aNumber && bNumber) {
        return new BigInteger(a).compareTo(new BigInteger(b));
      }
      return aNumber == bNumber ? a.compareTo(b) : aNumber ? -1 : 1;
    }
  }

  static void addTo(Functions functions) {
    functions.global(
        "isSemver", SimpleType.BOOL, a -> find((String) a[0], false).isPresent(), TEXT);
    functions.global(
        "isSemver",
        SimpleType.BOOL,
        a -> find((String) a[0], (Boolean) a[1]).isPresent(),
        TEXT,
        BOOL);
    functions.global("semver", SEMVER.name(), a -> parse((String) a[0], false), TEXT);
    functions.global(
        "semver", SEMVER.name(), a -> parse((String) a[0], (Boolean) a[1]), TEXT, BOOL);
    functions.member("major", SimpleType.INT, a -> number(a[0], 0), SEMVER);
    functions.member("minor", SimpleType.INT, a -> number(a[0], 1), SEMVER);
    functions.member("patch", SimpleType.INT, a -> number(a[0], 2), SEMVER);
    functions.member("isLessThan", SimpleType.BOOL, a -> compare(a) < 0, SEMVER, SEMVER);
    functions.member("isGreaterThan", SimpleType.BOOL, a -> compare(a) > 0, SEMVER, SEMVER);
    functions.member(
        "compareTo", SimpleType.INT, a -> (long) Integer.signum(compare(a)), SEMVER, SEMVER);
  }

  private static long number(Object version, int index) {
    return ((Version) version).numbers().get(index).longValueExact();
  }

  private static int compare(Object[] two) {
    return ((Version) two[0]).compareTo((Version) two[1]);
  }

  private static Version parse(String text, boolean normalize) {
    return find(text, normalize)
        .orElseThrow(() -> new IllegalArgumentException("invalid semver: " + text));
  }

  private static Optional<Version> find(String text, boolean normalize) {
    var exact = SYNTAX.matcher(normalize ? normalized(text) : text);
    if (!exact.matches()) {
      return Optional.empty();
    }
    var numbers =
        List.of(
            new BigInteger(exact.group(1)),
            new BigInteger(exact.group(2)),
            new BigInteger(exact.group(3)));
    var pre = exact.group(4);
    return Optional.of(
        new Version(numbers, pre == null ? List.of() : List.of(pre.split("\\.", -1))));
  }

  private static String normalized(String text) {
    var loose = LOOSE.matcher(text);
    if (!loose.matches()) {
      return text;
    }
    return "%s.%s.%s%s"
        .formatted(loose.group(1), orZero(loose.group(2)), orZero(loose.group(3)), loose.group(4));
  }

  private static String orZero(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? "0" : digits;
  }
}
