/**
 * Rules of objects as rows, and the engine that applies them and words the errors as upstream does.
 */
@NullMarked
package io.navarch.apiserver.validation;

import org.jspecify.annotations.NullMarked;
