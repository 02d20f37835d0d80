/** What an object says without saying it: canonical form and defaults, as rows beside the code. */
@NullMarked
package io.navarch.apiserver.defaulting;

import org.jspecify.annotations.NullMarked;
