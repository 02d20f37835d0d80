/** What resources the API has, asked from the API itself. */
@NullMarked
package io.navarch.controller.discovery;

import org.jspecify.annotations.NullMarked;
