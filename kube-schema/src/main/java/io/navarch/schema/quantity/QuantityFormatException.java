package io.navarch.schema.quantity;

/** A text is not a quantity; the message is upstream's. */
public final class QuantityFormatException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public QuantityFormatException(String message) {
    super(message);
  }
}
