/** Work that comes by the clock and only while this process leads. */
@NullMarked
package io.navarch.controller.loop;

import org.jspecify.annotations.NullMarked;
