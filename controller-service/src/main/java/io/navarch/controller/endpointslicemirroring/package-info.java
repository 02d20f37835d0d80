/** Shows Endpoints that users write by hand as slices, which is where readers look. */
@NullMarked
package io.navarch.controller.endpointslicemirroring;

import org.jspecify.annotations.NullMarked;
