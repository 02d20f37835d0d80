/** Asks containers whether they are alive, ready and started; one file per way of asking. */
@NullMarked
package io.navarch.nodeagent.probe;

import org.jspecify.annotations.NullMarked;
