/** The algorithm, read top to bottom: take a Pod, find a node, assume it, bind it. */
@NullMarked
package io.navarch.scheduler.cycle;

import org.jspecify.annotations.NullMarked;
