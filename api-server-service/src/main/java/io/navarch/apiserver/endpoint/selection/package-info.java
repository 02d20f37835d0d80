/** Label and field selectors as queries spell them: parsed once, matched often. */
@NullMarked
package io.navarch.apiserver.endpoint.selection;

import org.jspecify.annotations.NullMarked;
