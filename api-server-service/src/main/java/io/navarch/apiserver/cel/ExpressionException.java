package io.navarch.apiserver.cel;

/** An expression can't be compiled, or has no result; the message is upstream's. */
public final class ExpressionException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String words;

  ExpressionException(String message) {
    super(message);
    this.words = message;
  }

  @Override
  public String getMessage() {
    return words;
  }
}
