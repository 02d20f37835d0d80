/** StatefulSets: pods with a name and claims of their own, made, replaced and ended in order. */
@NullMarked
package io.navarch.controller.statefulset;

import org.jspecify.annotations.NullMarked;
