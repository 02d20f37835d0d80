/** The api-server: the only way to the state of the cluster. */
@NullMarked
package io.navarch.apiserver;

import org.jspecify.annotations.NullMarked;
