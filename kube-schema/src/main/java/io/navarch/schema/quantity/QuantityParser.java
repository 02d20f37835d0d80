package io.navarch.schema.quantity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads quantities. */
final class QuantityParser {

  private static final Pattern GRAMMAR =
      Pattern.compile("([+-]?)([0-9]*)(\\.?)([0-9]*)([eEinumkKMGTP]*[-+]?[0-9]*)");
  private static final String WRONG_FORMAT =
      "quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  private static final String WRONG_SUFFIX = "unable to parse quantity's suffix";

  private static final Map<String, Integer> SI =
      Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
  private static final Map<String, Integer> BINARY =
      Map.of("Ki", 10, "Mi", 20, "Gi", 30, "Ti", 40, "Pi", 50, "Ei", 60);

  /** More digits than this are not a number that anybody means. */
  private static final int LONGEST = 1024;

  private static final int LARGEST_EXPONENT = 10_000;
  private static final BigDecimal LARGEST_BINARY = BigDecimal.valueOf(Long.MAX_VALUE);

  private QuantityParser() {}

  static Quantity parse(String text) {
    var matcher = GRAMMAR.matcher(text);
    if (text.isEmpty() || text.length() > LONGEST || !matcher.matches()) {
      throw new QuantityFormatException(WRONG_FORMAT);
    }
    var whole = matcher.group(2);
    var fraction = matcher.group(4);
    var suffix = suffix(matcher.group(5));
    var mantissa = new BigInteger("0" + whole + fraction);
    if (matcher.group(1).equals("-")) {
      mantissa = mantissa.negate();
    }
    var amount = amount(new BigDecimal(mantissa, fraction.length()), suffix);
    var format = suffix.format();
    boolean keeps =
        fraction.isEmpty()
            && mantissa.signum() != 0
            && format.isCanonical(mantissa, suffix.exponent())
            && amount.signum() != 0
            && !isCapped(mantissa, suffix)
            && amount.scale() <= 9;
    return keeps ? new Quantity(amount, format, text) : Quantity.of(amount, format);
  }

  private static BigDecimal amount(BigDecimal number, Suffix suffix) {
    if (suffix.format() != QuantityFormat.BINARY_SI) {
      return number.scaleByPowerOfTen(suffix.exponent()).add(BigDecimal.ZERO);
    }
    var amount = number.multiply(new BigDecimal(BigInteger.TWO.pow(suffix.exponent())));
    var rounded = amount.scale() > 9 ? amount.setScale(9, RoundingMode.UP) : amount;
    return rounded.min(LARGEST_BINARY).max(LARGEST_BINARY.negate());
  }

  private static boolean isCapped(BigInteger mantissa, Suffix suffix) {
    return suffix.format() == QuantityFormat.BINARY_SI
        && mantissa.bitLength() + suffix.exponent() > Long.SIZE - 1;
  }

  private static Suffix suffix(String text) {
    var decimal = SI.get(text);
    if (decimal != null) {
      return new Suffix(QuantityFormat.DECIMAL_SI, decimal);
    }
    var binary = BINARY.get(text);
    if (binary != null) {
      return new Suffix(QuantityFormat.BINARY_SI, binary);
    }
    if (text.length() > 1 && (text.charAt(0) == 'e' || text.charAt(0) == 'E')) {
      try {
        int exponent = Integer.parseInt(text.substring(1));
        if (Math.abs(exponent) <= LARGEST_EXPONENT) {
          return new Suffix(QuantityFormat.DECIMAL_EXPONENT, exponent);
        }
      } catch (NumberFormatException e) {
        throw new QuantityFormatException(WRONG_SUFFIX);
      }
    }
    throw new QuantityFormatException(WRONG_SUFFIX);
  }

  /** What stands behind the number: a power of ten, or of two for binary suffixes. */
  private record Suffix(QuantityFormat format, int exponent) {}
}
