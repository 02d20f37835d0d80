/** The house rules as code: each module runs them over its own classes. */
@NullMarked
package io.navarch.testing.architecture;

import org.jspecify.annotations.NullMarked;
