/** What the fields of a Pod amount to, read from its tree. */
@NullMarked
package io.navarch.schema.pod;

import org.jspecify.annotations.NullMarked;
