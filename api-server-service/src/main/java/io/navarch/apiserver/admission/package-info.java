/** Is it wanted? Mutating and validating admission between authorization and the store. */
@NullMarked
package io.navarch.apiserver.admission;

import org.jspecify.annotations.NullMarked;
