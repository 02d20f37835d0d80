/** What the runtime knows of each Pod, and who is told when that changes. */
@NullMarked
package io.navarch.nodeagent.lifecycle;

import org.jspecify.annotations.NullMarked;
