/** What a component answers to those who watch over it. */
@NullMarked
package io.navarch.client.probe;

import org.jspecify.annotations.NullMarked;
