/** The cluster's certificate authorities, the certificates and keys they vouch for, kubeconfigs. */
@NullMarked
package io.navarch.apiserver.pki;

import org.jspecify.annotations.NullMarked;
