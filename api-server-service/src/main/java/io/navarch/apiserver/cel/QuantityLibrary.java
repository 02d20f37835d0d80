package io.navarch.apiserver.cel;

import static io.navarch.apiserver.cel.Types.INT;
import static io.navarch.apiserver.cel.Types.QUANTITY;
import static io.navarch.apiserver.cel.Types.TEXT;

import dev.cel.common.types.SimpleType;
import io.navarch.schema.quantity.Quantity;
import io.navarch.schema.quantity.QuantityFormatException;
import org.jspecify.annotations.Nullable;

/** {@code quantity("1Gi")} and what can be asked of it. */
final class QuantityLibrary {

  private QuantityLibrary() {}

  /** A quantity that equals others of the same amount, however they are spelled. */
  record Amount(Quantity value) {

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Amount(var that) && value.amount().compareTo(that.amount()) == 0;
    }

    @Override
    public int hashCode() {
      return value.amount().stripTrailingZeros().hashCode();
    }

    boolean isWhole() {
      return value.amount().stripTrailingZeros().scale() <= 0
          && value.amount().abs().precision() - value.amount().scale() < 19;
    }
  }

  static void addTo(Functions functions) {
    functions.global("isQuantity", SimpleType.BOOL, a -> isQuantity((String) a[0]), TEXT);
    functions.global("quantity", QUANTITY.name(), a -> parse((String) a[0]), TEXT);
    functions.member("sign", SimpleType.INT, a -> (long) of(a[0]).amount().signum(), QUANTITY);
    functions.member("isInteger", SimpleType.BOOL, a -> ((Amount) a[0]).isWhole(), QUANTITY);
    functions.member("asInteger", SimpleType.INT, a -> whole((Amount) a[0]), QUANTITY);
    functions.member(
        "asApproximateFloat", SimpleType.DOUBLE, a -> of(a[0]).amount().doubleValue(), QUANTITY);
    functions.member(
        "add", QUANTITY.name(), a -> new Amount(of(a[0]).plus(of(a[1]))), QUANTITY, QUANTITY);
    functions.member(
        "add", QUANTITY.name(), a -> new Amount(of(a[0]).plus(of(a[1]))), QUANTITY, INT);
    functions.member(
        "sub", QUANTITY.name(), a -> new Amount(of(a[0]).minus(of(a[1]))), QUANTITY, QUANTITY);
    functions.member(
        "sub", QUANTITY.name(), a -> new Amount(of(a[0]).minus(of(a[1]))), QUANTITY, INT);
    functions.member("isLessThan", SimpleType.BOOL, a -> compare(a) < 0, QUANTITY, QUANTITY);
    functions.member("isGreaterThan", SimpleType.BOOL, a -> compare(a) > 0, QUANTITY, QUANTITY);
    functions.member("compareTo", SimpleType.INT, a -> (long) compare(a), QUANTITY, QUANTITY);
  }

  private static boolean isQuantity(String text) {
    try {
      Quantity.parse(text);
      return true;
    } catch (QuantityFormatException e) {
      return false;
    }
  }

  private static Amount parse(String text) {
    try {
      return new Amount(Quantity.parse(text));
    } catch (QuantityFormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Quantity of(Object value) {
    return value instanceof Long number ? Quantity.of(number) : ((Amount) value).value();
  }

  private static long whole(Amount amount) {
    if (!amount.isWhole()) {
      throw new IllegalArgumentException("cannot convert value to integer");
    }
    return amount.value().amount().longValueExact();
  }

  private static int compare(Object[] two) {
    return Integer.signum(of(two[0]).amount().compareTo(of(two[1]).amount()));
  }
}
