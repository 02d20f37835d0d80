/** The Kubernetes API as data: kinds, fields, types and list semantics. */
@NullMarked
package io.navarch.schema;

import org.jspecify.annotations.NullMarked;
