/** The objects every cluster begins with, as data. */
@NullMarked
package io.navarch.apiserver.bootstrap.policy;

import org.jspecify.annotations.NullMarked;
