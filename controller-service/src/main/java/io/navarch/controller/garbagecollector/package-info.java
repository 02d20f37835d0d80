/** Removes objects whose owners are gone. */
@NullMarked
package io.navarch.controller.garbagecollector;

import org.jspecify.annotations.NullMarked;
