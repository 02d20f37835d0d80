/** Nodes that no longer report: taints, conditions and what that means for their pods. */
@NullMarked
package io.navarch.controller.nodelifecycle;

import org.jspecify.annotations.NullMarked;
