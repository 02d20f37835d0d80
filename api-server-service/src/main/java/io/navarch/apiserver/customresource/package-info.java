/** Custom resources: definitions become kinds of the catalogue, and their schemas rules. */
@NullMarked
package io.navarch.apiserver.customresource;

import org.jspecify.annotations.NullMarked;
