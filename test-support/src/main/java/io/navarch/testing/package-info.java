/** What tests share; never on the class path of the product. */
@NullMarked
package io.navarch.testing;

import org.jspecify.annotations.NullMarked;
