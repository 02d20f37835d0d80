/** Which pods stand behind a Service. */
@NullMarked
package io.navarch.controller.endpointslice;

import org.jspecify.annotations.NullMarked;
