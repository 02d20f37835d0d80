/** Namespaces that are being deleted: empties them and lets them go. */
@NullMarked
package io.navarch.controller.namespace;

import org.jspecify.annotations.NullMarked;
