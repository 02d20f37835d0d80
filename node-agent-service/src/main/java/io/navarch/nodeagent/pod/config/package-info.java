/** Turns a Pod's spec into what the runtime is asked for; nothing here acts. */
@NullMarked
package io.navarch.nodeagent.pod.config;

import org.jspecify.annotations.NullMarked;
