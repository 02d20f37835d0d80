/** Whom to ask elsewhere: the address of a webhook, and the port through which it is called. */
@NullMarked
package io.navarch.apiserver.webhook;

import org.jspecify.annotations.NullMarked;
