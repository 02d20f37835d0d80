/** The default plugins of kube-scheduler, one file each. */
@NullMarked
package io.navarch.scheduler.plugin;

import org.jspecify.annotations.NullMarked;
