/** Makes the directories and files that Pods mount, and takes them away again. */
@NullMarked
package io.navarch.nodeagent.volume;

import org.jspecify.annotations.NullMarked;
