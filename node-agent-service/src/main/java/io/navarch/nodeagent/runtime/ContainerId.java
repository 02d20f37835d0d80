package io.navarch.nodeagent.runtime;

/** The runtime's name for a container. */
public record ContainerId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
