/** What the scheduler knows of nodes and the Pods on them, as of one moment. */
@NullMarked
package io.navarch.scheduler.snapshot;

import org.jspecify.annotations.NullMarked;
