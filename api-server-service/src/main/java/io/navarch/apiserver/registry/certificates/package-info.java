/** The laws of certificates.k8s.io. */
@NullMarked
package io.navarch.apiserver.registry.certificates;

import org.jspecify.annotations.NullMarked;
