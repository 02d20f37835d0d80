/** Containers by Docker's own engine: a Pod is a paused container whose namespaces others join. */
@NullMarked
package io.navarch.nodeagent.runtime.docker;

import org.jspecify.annotations.NullMarked;
