/** Keeps claims and volumes until nobody uses them any more. */
@NullMarked
package io.navarch.controller.volumeprotection;

import org.jspecify.annotations.NullMarked;
