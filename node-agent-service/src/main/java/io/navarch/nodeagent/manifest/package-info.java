/** Pods that files on the node declare, and their reflections in the API. */
@NullMarked
package io.navarch.nodeagent.manifest;

import org.jspecify.annotations.NullMarked;
