/** Questions about users and rights that are answered and not stored, and requests for tokens. */
@NullMarked
package io.navarch.apiserver.review;

import org.jspecify.annotations.NullMarked;
