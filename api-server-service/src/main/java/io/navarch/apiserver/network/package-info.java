/**
 * The addresses of the cluster: what certificates, services and the advertised endpoint agree on.
 */
@NullMarked
package io.navarch.apiserver.network;

import org.jspecify.annotations.NullMarked;
