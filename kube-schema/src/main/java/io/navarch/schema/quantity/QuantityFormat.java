package io.navarch.schema.quantity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** The suffix families of quantities. */
public enum QuantityFormat {
  /** {@code 1e3}. */
  DECIMAL_EXPONENT,
  /** {@code 1k}. */
  DECIMAL_SI,
  /** {@code 1Ki}. */
  BINARY_SI;

  private static final BigInteger THOUSAND = BigInteger.valueOf(1000);
  private static final BigInteger KIBI = BigInteger.valueOf(1024);
  private static final BigDecimal LEAST_BINARY = new BigDecimal(KIBI);

  /** By powers of 1000, from the nano on. */
  private static final List<String> SI = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");

  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");

  /** The canonical spelling of an amount with at most nine decimals. */
  String spell(BigDecimal amount) {
    if (amount.signum() == 0) {
      return "0";
    }
    return switch (this) {
      case DECIMAL_EXPONENT -> decimal(amount, true);
      case DECIMAL_SI -> decimal(amount, false);
      case BINARY_SI -> isBinary(amount) ? binary(amount.toBigInteger()) : decimal(amount, false);
    };
  }

  /** Small and broken amounts have no binary spelling that is exact. */
  private static boolean isBinary(BigDecimal amount) {
    return amount.abs().compareTo(LEAST_BINARY) >= 0 && amount.stripTrailingZeros().scale() <= 0;
  }

  private static String decimal(BigDecimal amount, boolean asExponent) {
    var stripped = amount.stripTrailingZeros();
    int exponent = Math.floorDiv(-stripped.scale(), 3) * 3;
    var mantissa = stripped.movePointLeft(exponent).toBigIntegerExact();
    if (asExponent) {
      return exponent == 0 ? mantissa.toString() : mantissa + "e" + exponent;
    }
    int power = exponent / 3 + 3;
    return mantissa + (power >= 0 && power < SI.size() ? SI.get(power) : "");
  }

  private static String binary(BigInteger amount) {
    var mantissa = amount;
    int power = 0;
    while (mantissa.remainder(KIBI).signum() == 0 && power < BINARY.size() - 1) {
      mantissa = mantissa.divide(KIBI);
      power++;
    }
    return mantissa + BINARY.get(power);
  }

  /** Whether a mantissa written with this exponent (of 10, or of 2) is already canonical. */
  boolean isCanonical(BigInteger mantissa, int exponent) {
    return switch (this) {
      case DECIMAL_EXPONENT, DECIMAL_SI ->
          exponent % 3 == 0 && mantissa.remainder(THOUSAND).signum() != 0;
      case BINARY_SI -> mantissa.remainder(KIBI).signum() != 0;
    };
  }
}
