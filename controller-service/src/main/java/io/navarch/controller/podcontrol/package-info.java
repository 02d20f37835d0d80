/** Creating, adopting, releasing and ordering pods: shared by the workload controllers. */
@NullMarked
package io.navarch.controller.podcontrol;

import org.jspecify.annotations.NullMarked;
