/** The objects that Pods of this node refer to, kept current while a Pod needs them. */
@NullMarked
package io.navarch.nodeagent.reference;

import org.jspecify.annotations.NullMarked;
