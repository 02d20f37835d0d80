/** Gives each node its own range of pod addresses. */
@NullMarked
package io.navarch.controller.nodeipam;

import org.jspecify.annotations.NullMarked;
