/** Runs the pods of Jobs to their end and counts each of them once. */
@NullMarked
package io.navarch.controller.job;

import org.jspecify.annotations.NullMarked;
