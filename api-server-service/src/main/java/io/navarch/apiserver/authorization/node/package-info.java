/** What a node may do: what its Pods need, and nothing of other nodes. */
@NullMarked
package io.navarch.apiserver.authorization.node;

import org.jspecify.annotations.NullMarked;
