/** Tells users what happened: aggregates and posts Event objects. */
@NullMarked
package io.navarch.client.event;

import org.jspecify.annotations.NullMarked;
