/** Who is it? The port, and one file per method. */
@NullMarked
package io.navarch.apiserver.authentication;

import org.jspecify.annotations.NullMarked;
