/**
 * What the agent asks of a container runtime, in the words of CRI; adapters live in the rooms
 * below.
 */
@NullMarked
package io.navarch.nodeagent.runtime;

import org.jspecify.annotations.NullMarked;
