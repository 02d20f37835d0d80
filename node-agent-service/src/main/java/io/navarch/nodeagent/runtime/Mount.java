package io.navarch.nodeagent.runtime;

import lombok.Builder;

/** A directory or file of the node that a container sees. */
@Builder(toBuilder = true)
public record Mount(
    String containerPath,
    String hostPath,
    boolean readOnly,
    boolean recursiveReadOnly,
    Propagation propagation,
    boolean relabel) {

  /** Whether mounts made later on one side appear on the other. */
  public enum Propagation {
    PRIVATE,
    HOST_TO_CONTAINER,
    BIDIRECTIONAL
  }
}
