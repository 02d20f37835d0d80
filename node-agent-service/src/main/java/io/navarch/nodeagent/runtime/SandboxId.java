package io.navarch.nodeagent.runtime;

/** The runtime's name for a sandbox. */
public record SandboxId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
