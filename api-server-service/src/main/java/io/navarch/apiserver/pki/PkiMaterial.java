package io.navarch.apiserver.pki;

import java.security.cert.X509Certificate;
import java.util.List;
import lombok.Builder;

/**
 * The certificates in use at one moment.
 *
 * @param clusterAuthorities what clients trust the server by
 * @param clientAuthorities vouch for client certificates
 * @param frontProxyAuthorities vouch for front proxies
 * @param serving the server's own
 * @param kubeletClient with which the server calls node agents
 * @param proxyClient with which the server calls aggregated servers
 */
@Builder
public record PkiMaterial(
    List<X509Certificate> clusterAuthorities,
    List<X509Certificate> clientAuthorities,
    List<X509Certificate> frontProxyAuthorities,
    Credential serving,
    Credential kubeletClient,
    Credential proxyClient) {

  public PkiMaterial {
    clusterAuthorities = List.copyOf(clusterAuthorities);
    clientAuthorities = List.copyOf(clientAuthorities);
    frontProxyAuthorities = List.copyOf(frontProxyAuthorities);
  }
}
