/**
 * Where a node's network lives: its namespace, the commands run inside it, and the pod network
 * port.
 */
@NullMarked
package io.navarch.nodeagent.network;

import org.jspecify.annotations.NullMarked;
