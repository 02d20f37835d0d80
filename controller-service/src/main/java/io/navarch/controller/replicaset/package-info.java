/** ReplicaSets and ReplicationControllers: keep the wanted number of pods. */
@NullMarked
package io.navarch.controller.replicaset;

import org.jspecify.annotations.NullMarked;
