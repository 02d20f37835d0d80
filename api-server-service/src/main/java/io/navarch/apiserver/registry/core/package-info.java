/** What the schema can't say of the core group. */
@NullMarked
package io.navarch.apiserver.registry.core;

import org.jspecify.annotations.NullMarked;
