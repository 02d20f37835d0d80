/** The pod network by standard CNI plugins: their configuration, and running them ourselves. */
@NullMarked
package io.navarch.nodeagent.network.cni;

import org.jspecify.annotations.NullMarked;
