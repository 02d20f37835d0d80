/** The reconcile loop, written once for all controllers. */
@NullMarked
package io.navarch.client.controller;

import org.jspecify.annotations.NullMarked;
