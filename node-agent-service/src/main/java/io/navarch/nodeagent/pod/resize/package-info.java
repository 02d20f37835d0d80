/** Grants running Pods the resources they ask for anew, as far as the node has them. */
@NullMarked
package io.navarch.nodeagent.pod.resize;

import org.jspecify.annotations.NullMarked;
