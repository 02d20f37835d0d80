/** Wiring of things without a room of their own. */
@NullMarked
package io.navarch.nodeagent.config;

import org.jspecify.annotations.NullMarked;
