package io.navarch.nodeagent.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeStatusFluent;

/** Adds one part to the node's status. Called in no order, on the thread that reports. */
public interface NodeStatusContributor {

  /**
   * Adds to a status that is being built.
   *
   * @param node the Node object as it is
   */
  void contribute(Node node, NodeStatusFluent<?> status);
}
