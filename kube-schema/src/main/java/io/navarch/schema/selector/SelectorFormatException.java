package io.navarch.schema.selector;

/** A text or object is not a selector; the message is upstream's. */
public final class SelectorFormatException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public SelectorFormatException(String message) {
    super(message);
  }
}
