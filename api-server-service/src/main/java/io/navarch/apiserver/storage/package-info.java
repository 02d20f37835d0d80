/** Where objects live: the port to the store, its words, and nothing about kinds or rules. */
@NullMarked
package io.navarch.apiserver.storage;

import org.jspecify.annotations.NullMarked;
