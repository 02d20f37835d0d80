package io.navarch.apiserver.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** {@code format} of texts: the verbs of C, as far as expressions know them. */
final class Texts {

  private static final int NANOS = 9;

  private Texts() {}

  static String format(String pattern, Collection<?> arguments) {
    var result = new StringBuilder();
    var left = arguments.iterator();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%') {
        result.append(c);
        continue;
      }
      int verb = i + 1;
      while (verb < pattern.length() && !Character.isLetter(pattern.charAt(verb))) {
        if (pattern.charAt(verb) == '%') {
          break;
        }
        verb++;
      }
      if (verb >= pattern.length()) {
        throw new IllegalArgumentException("unexpected end of string");
      }
      result.append(
          pattern.charAt(verb) == '%'
              ? "%"
              : spelled(pattern.charAt(verb), pattern.substring(i + 1, verb), next(left)));
      i = verb;
    }
    return result.toString();
  }

  private static Object next(Iterator<?> left) {
    if (!left.hasNext()) {
      throw new IllegalArgumentException("index 0 out of range");
    }
    return left.next();
  }

  private static String spelled(char verb, String precision, Object value) {
    return switch (verb) {
      case 's' -> text(value);
      case 'd' -> text(value);
      case 'f', 'e' ->
          ("%" + precision + verb)
              .formatted(Locale.ROOT, ((Number) value).doubleValue())
              .replace("Infinity", "Inf");
      case 'b' -> value instanceof Boolean b ? (b ? "1" : "0") : whole(value).toString(2);
      case 'o' -> whole(value).toString(8);
      case 'x' -> hex(value);
      case 'X' -> hex(value).toUpperCase(Locale.ROOT);
      default ->
          throw new IllegalArgumentException(
              "could not parse formatting clause: unrecognized formatting clause \"%s\""
                  .formatted(verb));
    };
  }

  private static String hex(Object value) {
    return switch (value) {
      case String text -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
      case CelByteString bytes -> HexFormat.of().formatHex(bytes.toByteArray());
      default -> whole(value).toString(16);
    };
  }

  private static BigInteger whole(Object value) {
    return switch (value) {
      case Long number -> BigInteger.valueOf(number);
      case UnsignedLong number -> number.bigIntegerValue();
      default -> throw new IllegalArgumentException("only integers can be formatted this way");
    };
  }

  /** A value as {@code %s} spells it. */
  static String text(Object value) {
    return switch (value) {
      case NullValue _ -> "null";
      case Double number -> decimal(number);
      case Duration duration -> duration(duration);
      case CelByteString bytes -> new String(bytes.toByteArray(), StandardCharsets.UTF_8);
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> text(e.getKey()) + ": " + text(e.getValue()))
              .sorted()
              .collect(Collectors.joining(", ", "{", "}"));
      case List<?> list -> list(list);
      case Iterable<?> list -> list(list);
      default -> value.toString();
    };
  }

  private static String list(Iterable<?> list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(Texts::text)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String decimal(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.toString(number).replace("Infinity", "Inf");
    }
    var text = BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    return text;
  }

  /** Seconds with as many digits as needed, as JSON spells durations. */
  static String duration(Duration duration) {
    var seconds =
        BigDecimal.valueOf(duration.getSeconds())
            .add(BigDecimal.valueOf(duration.getNano(), NANOS))
            .stripTrailingZeros();
    return seconds.toPlainString() + "s";
  }
}
