/**
 * A runtime in memory, for nodes that only play their part: scale tests, trials of controllers and
 * schedulers, machines without containers.
 */
@NullMarked
package io.navarch.nodeagent.runtime.simulated;

import org.jspecify.annotations.NullMarked;
