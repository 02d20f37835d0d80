/** Connections that change their protocol: what comes after a 101, WebSocket among it. */
@NullMarked
package io.navarch.apiserver.endpoint.upgrade;

import org.jspecify.annotations.NullMarked;
