/** Stand-ins that tests hold in their hands: time and the like. */
@NullMarked
package io.navarch.testing.fakes;

import org.jspecify.annotations.NullMarked;
