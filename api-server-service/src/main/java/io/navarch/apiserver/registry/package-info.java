/**
 * What may be done with an object of any kind: the law of create, update and delete, above the
 * store.
 */
@NullMarked
package io.navarch.apiserver.registry;

import org.jspecify.annotations.NullMarked;
