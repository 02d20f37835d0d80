/** Brings images to the node and removes those that nobody needs. */
@NullMarked
package io.navarch.nodeagent.image;

import org.jspecify.annotations.NullMarked;
