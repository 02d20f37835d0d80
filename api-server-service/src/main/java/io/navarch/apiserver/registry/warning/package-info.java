/** What is valid and yet doubtful: deprecated, without effect, or surprising. */
@NullMarked
package io.navarch.apiserver.registry.warning;

import org.jspecify.annotations.NullMarked;
