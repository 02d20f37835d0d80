/** Roles and their bindings, compiled so that a request costs a few look-ups. */
@NullMarked
package io.navarch.apiserver.authorization.rbac;

import org.jspecify.annotations.NullMarked;
