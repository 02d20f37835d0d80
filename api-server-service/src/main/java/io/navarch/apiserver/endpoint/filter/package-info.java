/** The gates a request passes before it is handled, in the order of {@code FilterOrder}. */
@NullMarked
package io.navarch.apiserver.endpoint.filter;

import org.jspecify.annotations.NullMarked;
