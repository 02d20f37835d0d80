/** Where plugins take part in placing a Pod, and what they may answer. */
@NullMarked
package io.navarch.scheduler.framework;

import org.jspecify.annotations.NullMarked;
