/** Disruption budgets: how many pods may be evicted right now. */
@NullMarked
package io.navarch.controller.disruption;

import org.jspecify.annotations.NullMarked;
