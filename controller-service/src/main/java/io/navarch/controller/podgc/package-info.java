/** Removes pods that nobody will ever remove. */
@NullMarked
package io.navarch.controller.podgc;

import org.jspecify.annotations.NullMarked;
