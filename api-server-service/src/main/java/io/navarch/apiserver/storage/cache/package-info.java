/** The watch cache: an immutable ordered map per collection, fed by the change log. */
@NullMarked
package io.navarch.apiserver.storage.cache;

import org.jspecify.annotations.NullMarked;
