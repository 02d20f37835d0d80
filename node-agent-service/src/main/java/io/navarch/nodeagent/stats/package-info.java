/** What containers, Pods and the node use, in the forms in which kubelets tell it. */
@NullMarked
package io.navarch.nodeagent.stats;

import org.jspecify.annotations.NullMarked;
