package io.navarch.apiserver.admission.policy;

/** A policy can't say what it should; its failure policy decides. */
final class PolicyFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String words;

  PolicyFailure(String message) {
    super(message);
    this.words = message;
  }

  @Override
  public String getMessage() {
    return words;
  }
}
