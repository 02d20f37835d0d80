package io.navarch.apiserver.codec;

/** A body can't be read as what it should be; the message is upstream's, without its beginning. */
final class DecodeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DecodeException(String message) {
    super(message);
  }

  DecodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
