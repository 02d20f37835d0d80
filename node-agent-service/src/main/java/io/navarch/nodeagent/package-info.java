/** The node agent: runs the Pods of one node. */
@NullMarked
package io.navarch.nodeagent;

import org.jspecify.annotations.NullMarked;
