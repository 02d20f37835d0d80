/** Reads the catalogue that the build generates, and indexes catalogues for look-up. */
@NullMarked
package io.navarch.schema.source;

import org.jspecify.annotations.NullMarked;
