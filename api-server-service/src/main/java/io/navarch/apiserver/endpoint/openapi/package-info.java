/** The API described as OpenAPI: its types and operations, derived from the catalogue. */
@NullMarked
package io.navarch.apiserver.endpoint.openapi;

import org.jspecify.annotations.NullMarked;
