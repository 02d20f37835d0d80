/** The templates that owners have had, kept as ControllerRevisions so that one can go back. */
@NullMarked
package io.navarch.controller.revision;

import org.jspecify.annotations.NullMarked;
