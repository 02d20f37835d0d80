/** Admission policies: rules and changes that administrators write as expressions. */
@NullMarked
package io.navarch.apiserver.admission.policy;

import org.jspecify.annotations.NullMarked;
