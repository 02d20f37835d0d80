/** The cgroups of Pods and their classes, in versions 1 and 2 of the kernel's interface. */
@NullMarked
package io.navarch.nodeagent.pod.cgroup;

import org.jspecify.annotations.NullMarked;
