/** Containers by any runtime that speaks the Container Runtime Interface over a Unix socket. */
@NullMarked
package io.navarch.nodeagent.runtime.cri;

import org.jspecify.annotations.NullMarked;
