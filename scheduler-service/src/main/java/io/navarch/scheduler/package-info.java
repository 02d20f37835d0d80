/** The scheduler: chooses a node for every Pod that has none. */
@NullMarked
package io.navarch.scheduler;

import org.jspecify.annotations.NullMarked;
