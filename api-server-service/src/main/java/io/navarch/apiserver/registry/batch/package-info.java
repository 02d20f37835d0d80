/** What the schema can't say of Jobs. */
@NullMarked
package io.navarch.apiserver.registry.batch;

import org.jspecify.annotations.NullMarked;
