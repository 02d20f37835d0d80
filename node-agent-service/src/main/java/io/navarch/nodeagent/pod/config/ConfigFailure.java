package io.navarch.nodeagent.pod.config;

/** A container can't be made as its spec is; the status shows why as CreateContainerConfigError. */
public final class ConfigFailure extends RuntimeException {

  /** The message is for users. */
  public ConfigFailure(String message) {
    super(message);
  }
}
