/**
 * The cluster's DNS, served by each node for its Pods from the caches that the agent has anyway.
 */
@NullMarked
package io.navarch.nodeagent.dns;

import org.jspecify.annotations.NullMarked;
