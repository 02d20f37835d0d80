package io.navarch.apiserver.webhook;

/** A webhook could not be asked, or what it answered could not be read. */
public final class WebhookException extends Exception {

  private static final long serialVersionUID = 1L;

  public WebhookException(String message) {
    super(message);
  }

  public WebhookException(String message, Throwable cause) {
    super(message, cause);
  }
}
