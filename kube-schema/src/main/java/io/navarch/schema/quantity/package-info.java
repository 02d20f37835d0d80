/** Quantities, durations and times as the API spells them. */
@NullMarked
package io.navarch.schema.quantity;

import org.jspecify.annotations.NullMarked;
