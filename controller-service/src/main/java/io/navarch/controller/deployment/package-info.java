/** Deployments: move from one ReplicaSet to the next within the limits the user gave. */
@NullMarked
package io.navarch.controller.deployment;

import org.jspecify.annotations.NullMarked;
