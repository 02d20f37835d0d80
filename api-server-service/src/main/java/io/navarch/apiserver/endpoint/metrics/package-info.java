/** What is measured of requests, under the names that dashboards of Kubernetes know. */
@NullMarked
package io.navarch.apiserver.endpoint.metrics;

import org.jspecify.annotations.NullMarked;
