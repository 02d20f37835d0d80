package io.navarch.schema.quantity;

import java.util.OptionalInt;

/** A number or a text, for example a port by number or by name, or a percentage. */
public sealed interface IntOrString {

  /** A number. */
  record Numeric(int value) implements IntOrString {
    @Override
    public String toString() {
      return Integer.toString(value);
    }
  }

  /** A text. */
  record Text(String value) implements IntOrString {
    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * The number itself, or the percentage of a total that a text like {@code 25%} means; empty where
   * the text is no percentage.
   */
  default OptionalInt scaled(int total, boolean roundUp) {
    return switch (this) {
      case Numeric(var value) -> OptionalInt.of(value);
      case Text(var text) -> {
        if (!text.matches("[0-9]{1,9}%")) {
          yield OptionalInt.empty();
        }
        long product = Long.parseLong(text.substring(0, text.length() - 1)) * total;
        yield OptionalInt.of((int) (roundUp ? Math.ceilDiv(product, 100L) : product / 100));
      }
    };
  }
}
