package io.navarch.nodeagent.runtime;

/** Which kernel namespaces a sandbox or container shares, and with whom. */
public record Namespaces(Mode network, Mode pid, Mode ipc, String targetContainer, Users users) {

  /** With whom a namespace is shared. */
  public enum Mode {
    POD,
    CONTAINER,
    NODE,
    TARGET
  }

  /**
   * A user namespace of the Pod's own.
   *
   * @param length how many ids are mapped; 0: the node's user namespace
   */
  public record Users(long hostId, long length) {

    /** The node's users. */
    public static final Users OF_NODE = new Users(0, 0);
  }
}
