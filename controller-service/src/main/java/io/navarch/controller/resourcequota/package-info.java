/** Counts what namespaces use of their quotas. */
@NullMarked
package io.navarch.controller.resourcequota;

import org.jspecify.annotations.NullMarked;
