/** Tokens of ServiceAccounts: issued, bound to objects, and verified. */
@NullMarked
package io.navarch.apiserver.authentication.serviceaccount;

import org.jspecify.annotations.NullMarked;
