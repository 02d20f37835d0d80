/** Label and field selectors: parse, match, print. */
@NullMarked
package io.navarch.schema.selector;

import org.jspecify.annotations.NullMarked;
