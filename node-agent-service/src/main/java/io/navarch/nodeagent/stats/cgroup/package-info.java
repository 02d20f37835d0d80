/** Reads from the kernel what groups of processes, interfaces and file systems have used. */
@NullMarked
package io.navarch.nodeagent.stats.cgroup;

import org.jspecify.annotations.NullMarked;
