/** Wiring of things without a home: the clock and the HTTP server. */
@NullMarked
package io.navarch.apiserver.config;

import org.jspecify.annotations.NullMarked;
