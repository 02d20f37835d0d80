/** ClusterRoles that are sums of others. */
@NullMarked
package io.navarch.controller.clusterrole;

import org.jspecify.annotations.NullMarked;
