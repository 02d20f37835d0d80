/**
 * How one object becomes another: JSON patch, merge patch, strategic merge patch, server-side apply
 * and the field ownership that every write leaves behind. Pure functions of trees.
 */
@NullMarked
package io.navarch.apiserver.endpoint.patch;

import org.jspecify.annotations.NullMarked;
