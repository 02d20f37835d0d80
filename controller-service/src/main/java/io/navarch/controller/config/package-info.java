/** Wiring of the service: leadership, health and what has no room of its own. */
@NullMarked
package io.navarch.controller.config;

import org.jspecify.annotations.NullMarked;
