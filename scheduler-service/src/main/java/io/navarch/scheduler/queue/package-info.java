/** Pods that wait for a node: active, backing off, or set aside until something changes. */
@NullMarked
package io.navarch.scheduler.queue;

import org.jspecify.annotations.NullMarked;
