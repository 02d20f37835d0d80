/** What this node's network sees of the cluster: Nodes, Services and their endpoints. */
@NullMarked
package io.navarch.nodeagent.cluster;

import org.jspecify.annotations.NullMarked;
