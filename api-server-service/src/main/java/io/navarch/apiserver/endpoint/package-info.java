/**
 * Verbs over HTTP: one class per verb, from the request over the registry to the answer. No kind
 * has a name here.
 */
@NullMarked
package io.navarch.apiserver.endpoint;

import org.jspecify.annotations.NullMarked;
