/** Every namespace has a default ServiceAccount and the cluster's root certificate. */
@NullMarked
package io.navarch.controller.serviceaccount;

import org.jspecify.annotations.NullMarked;
