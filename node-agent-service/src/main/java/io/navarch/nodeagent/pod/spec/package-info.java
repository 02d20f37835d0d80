/** Questions about a Pod's spec that several rooms ask. */
@NullMarked
package io.navarch.nodeagent.pod.spec;

import org.jspecify.annotations.NullMarked;
