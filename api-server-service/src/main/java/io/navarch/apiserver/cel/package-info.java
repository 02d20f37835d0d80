/** The expression language of policies and schemas: CEL on JSON trees, with bounded cost. */
@NullMarked
package io.navarch.apiserver.cel;

import org.jspecify.annotations.NullMarked;
