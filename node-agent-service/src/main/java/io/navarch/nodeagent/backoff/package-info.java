/** Pauses that grow when something fails again and again. */
@NullMarked
package io.navarch.nodeagent.backoff;

import org.jspecify.annotations.NullMarked;
