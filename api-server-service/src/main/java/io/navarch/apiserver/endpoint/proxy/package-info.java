/**
 * What the server hands on to node agents, Pods and Services: exec, attach, port-forward, logs and
 * proxying, with upgraded connections as byte tunnels.
 */
@NullMarked
package io.navarch.apiserver.endpoint.proxy;

import org.jspecify.annotations.NullMarked;
