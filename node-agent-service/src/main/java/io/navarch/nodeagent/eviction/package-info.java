/** Ends Pods before the node runs out of memory, disk or process ids. */
@NullMarked
package io.navarch.nodeagent.eviction;

import org.jspecify.annotations.NullMarked;
