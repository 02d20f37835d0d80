/** What the clients of the API share, on fabric8's models and client. */
@NullMarked
package io.navarch.client;

import org.jspecify.annotations.NullMarked;
