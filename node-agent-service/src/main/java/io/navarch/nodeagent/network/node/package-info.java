/** The node's part of the cluster network: routes to other nodes, forwarding, masquerade. */
@NullMarked
package io.navarch.nodeagent.network.node;

import org.jspecify.annotations.NullMarked;
