/** The kinds of volumes, one file each. */
@NullMarked
package io.navarch.nodeagent.volume.plugin;

import org.jspecify.annotations.NullMarked;
