/** The connection to the API: credentials, requests, retries and decoded errors. */
@NullMarked
package io.navarch.client.transport;

import org.jspecify.annotations.NullMarked;
