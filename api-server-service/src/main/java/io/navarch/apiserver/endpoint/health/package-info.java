/** Whether the server lives and is ready, check by check, as kube-apiserver answers it. */
@NullMarked
package io.navarch.apiserver.endpoint.health;

import org.jspecify.annotations.NullMarked;
