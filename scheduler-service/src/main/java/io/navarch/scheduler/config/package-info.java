/** What the scheduler shows to those who watch over it. */
@NullMarked
package io.navarch.scheduler.config;

import org.jspecify.annotations.NullMarked;
