/** Keeps the Node object true: registration, heartbeat, what the machine has and how it is. */
@NullMarked
package io.navarch.nodeagent.node;

import org.jspecify.annotations.NullMarked;
