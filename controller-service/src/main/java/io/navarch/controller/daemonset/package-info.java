/** DaemonSets: a pod on each node that the template fits, replaced node by node. */
@NullMarked
package io.navarch.controller.daemonset;

import org.jspecify.annotations.NullMarked;
