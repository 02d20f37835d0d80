/** Fakes of this service's ports. */
@NullMarked
package io.navarch.apiserver.testing;

import org.jspecify.annotations.NullMarked;
