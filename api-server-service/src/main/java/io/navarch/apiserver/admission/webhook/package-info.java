/** Lets configured webhooks change and refuse what is about to be written. */
@NullMarked
package io.navarch.apiserver.admission.webhook;

import org.jspecify.annotations.NullMarked;
