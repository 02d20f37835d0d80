package io.navarch.apiserver.cel;

/**
 * Ends an evaluation from inside. An {@code Error}, because the interpreter takes exceptions for
 * values and would go on with {@code false || error} and with the next item of a list.
 */
final class CostExceeded extends Error {

  private static final long serialVersionUID = 1L;

  CostExceeded() {
    super(null, null, false, false);
  }

  @Override
  public String getMessage() {
    return "operation cancelled: actual cost limit exceeded";
  }
}
