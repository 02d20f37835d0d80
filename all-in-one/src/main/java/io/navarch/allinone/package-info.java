/** The four services in one JVM with an embedded Redis: what {@code navarch up} starts. */
@NullMarked
package io.navarch.allinone;

import org.jspecify.annotations.NullMarked;
