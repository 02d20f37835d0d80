/** Holds what a namespace uses to its quotas. */
@NullMarked
package io.navarch.apiserver.admission.quota;

import org.jspecify.annotations.NullMarked;
