/** Keeps the Pods of this node as they should be: one worker per Pod decides by a plan and acts. */
@NullMarked
package io.navarch.nodeagent.pod;

import org.jspecify.annotations.NullMarked;
