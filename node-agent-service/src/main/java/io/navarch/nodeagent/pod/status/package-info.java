/** What the API is told of a Pod: computed from spec and runtime, written when it has changed. */
@NullMarked
package io.navarch.nodeagent.pod.status;

import org.jspecify.annotations.NullMarked;
