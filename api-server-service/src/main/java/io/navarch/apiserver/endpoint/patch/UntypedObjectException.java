package io.navarch.apiserver.endpoint.patch;

/**
 * An object does not have the shape that its type says, so that its fields can't be told apart. The
 * message starts with the path.
 */
final class UntypedObjectException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UntypedObjectException(String message) {
    super(message, null, false, false);
  }

  /** The same complaint, seen from one element further up. */
  UntypedObjectException below(String pathElement) {
    var message = String.valueOf(getMessage());
    boolean hasPath = message.startsWith(".") || message.startsWith("[");
    return new UntypedObjectException(pathElement + (hasPath ? "" : ": ") + message);
  }
}
