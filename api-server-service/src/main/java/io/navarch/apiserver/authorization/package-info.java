/** May they? The port, RBAC and the node authorizer. */
@NullMarked
package io.navarch.apiserver.authorization;

import org.jspecify.annotations.NullMarked;
