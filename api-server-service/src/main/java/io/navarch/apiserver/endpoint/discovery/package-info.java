/**
 * What the server tells about itself: groups, resources and its version, derived from the
 * catalogue.
 */
@NullMarked
package io.navarch.apiserver.endpoint.discovery;

import org.jspecify.annotations.NullMarked;
