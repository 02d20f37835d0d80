package io.navarch.nodeagent.network;

import java.io.IOException;
import java.util.List;

/**
 * Gives Pods their place in the cluster's network, for container runtimes that do not call CNI
 * themselves. Every operation may be repeated: attaching an attached Pod answers with its
 * addresses, detaching an unknown one does nothing.
 */
public interface PodNetwork {

  /** Connects a Pod's network namespace and answers with the addresses it got. */
  List<String> attach(PodAttachment pod) throws IOException;

  /** Takes the Pod off the network and gives its addresses back; its namespace may be gone. */
  void detach(PodAttachment pod) throws IOException;

  /** The addresses that a sandbox has; none if it is not attached. */
  List<String> addresses(String sandboxId) throws IOException;

  /** Fails when the Pod's connection is not as it was made. */
  void check(PodAttachment pod) throws IOException;

  /** Whether Pods can be attached now; not before the node has its range of addresses. */
  boolean isReady();
}
