package io.navarch.schema.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A fixed-point number as Kubernetes spells it: {@code 500m}, {@code 1.5Gi}, {@code 12e6}. Keeps
 * the suffix family it was written in, and its spelling where that was canonical. Amounts are exact
 * to the nano; smaller ones are rounded up. Equal are quantities of the same amount and spelling;
 * compare amounts by {@link #compareTo}.
 *
 * @param amount the number
 * @param format the suffix family
 * @param text the spelling that is answered
 */
@SuppressWarnings("ComparableType")
public record Quantity(BigDecimal amount, QuantityFormat format, String text)
    implements Comparable<Quantity> {

  public static final Quantity ZERO = new Quantity(BigDecimal.ZERO, QuantityFormat.DECIMAL_SI, "0");

  /**
   * Reads a quantity.
   *
   * @throws QuantityFormatException in upstream's words
   */
  public static Quantity parse(String text) {
    return QuantityParser.parse(text.strip());
  }

  /** A quantity of this amount in its canonical spelling. */
  public static Quantity of(BigDecimal amount, QuantityFormat format) {
    var rounded = amount.scale() > 9 ? amount.setScale(9, RoundingMode.UP) : amount;
    return new Quantity(rounded, format, format.spell(rounded));
  }

  /** A whole number with decimal suffixes. */
  public static Quantity of(long amount) {
    return of(BigDecimal.valueOf(amount), QuantityFormat.DECIMAL_SI);
  }

  /** Thousandths with decimal suffixes, as for CPU. */
  public static Quantity ofMilli(long thousandths) {
    return of(BigDecimal.valueOf(thousandths, 3), QuantityFormat.DECIMAL_SI);
  }

  /** The sum, in the suffix family of this one unless it is zero. */
  public Quantity plus(Quantity other) {
    return of(amount.add(other.amount), isZero() ? other.format : format);
  }

  /** The difference, in the suffix family of this one unless it is zero. */
  public Quantity minus(Quantity other) {
    return of(amount.subtract(other.amount), isZero() ? other.format : format);
  }

  public boolean isZero() {
    return amount.signum() == 0;
  }

  public boolean isNegative() {
    return amount.signum() < 0;
  }

  /** The amount as a whole number, rounded away from zero; the largest long where it is larger. */
  public long value() {
    return scaled(0);
  }

  /** The amount in thousandths, rounded away from zero. */
  public long milliValue() {
    return scaled(3);
  }

  /** This quantity rounded up to so many decimals, as upstream does with resource lists. */
  public Quantity roundUp(int decimals) {
    return amount.scale() <= decimals || amount.stripTrailingZeros().scale() <= decimals
        ? this
        : of(amount.setScale(decimals, RoundingMode.UP), format);
  }

  private long scaled(int decimals) {
    var whole = amount.movePointRight(decimals).setScale(0, RoundingMode.UP).toBigInteger();
    if (whole.bitLength() < Long.SIZE) {
      return whole.longValue();
    }
    return whole.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /** By amount alone. */
  @Override
  public int compareTo(Quantity other) {
    return amount.compareTo(other.amount);
  }

  @Override
  public String toString() {
    return text;
  }
}
