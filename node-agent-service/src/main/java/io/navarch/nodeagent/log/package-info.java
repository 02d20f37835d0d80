/** Containers' logs as the runtime writes them: reading, following, rotating. */
@NullMarked
package io.navarch.nodeagent.log;

import org.jspecify.annotations.NullMarked;
