/** One file per admission rule. */
@NullMarked
package io.navarch.apiserver.admission.plugin;

import org.jspecify.annotations.NullMarked;
