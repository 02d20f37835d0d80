/** Reading JSON trees of API objects: paths, typed views, metadata. */
@NullMarked
package io.navarch.schema.tree;

import org.jspecify.annotations.NullMarked;
