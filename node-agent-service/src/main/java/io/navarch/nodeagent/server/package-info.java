/** What the API server asks of the node: Pods, logs, commands, streams. */
@NullMarked
package io.navarch.nodeagent.server;

import org.jspecify.annotations.NullMarked;
