/** The store without a disk: for tests and for a cluster that may be forgotten. */
@NullMarked
package io.navarch.apiserver.storage.memory;

import org.jspecify.annotations.NullMarked;
