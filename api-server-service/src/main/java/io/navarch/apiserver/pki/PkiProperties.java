package io.navarch.apiserver.pki;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where keys and certificates are. What is not named here is made on the first start and kept in
 * the directory; what is named is taken as it is, so that the server fits into an installation that
 * has its own authorities.
 *
 * @param directory of everything the server makes itself
 * @param addresses further names and addresses for which the serving certificate is valid
 * @param serverUrl under which the kubeconfigs reach the server; empty for the advertised address
 *     and the server's port
 * @param nodes names of the nodes that get a kubeconfig
 * @param clientCaFile authorities that vouch for client certificates ({@code --client-ca-file})
 * @param tlsCertFile serving certificate with its chain ({@code --tls-cert-file})
 * @param tlsPrivateKeyFile its key ({@code --tls-private-key-file})
 * @param serviceAccountKeyFiles public or private keys that verify service-account tokens ({@code
 *     --service-account-key-file})
 * @param serviceAccountSigningKeyFile the key that signs them ({@code
 *     --service-account-signing-key-file})
 * @param requestheaderClientCaFile authorities that vouch for front proxies ({@code
 *     --requestheader-client-ca-file})
 * @param kubeletClientCertificate with which the server calls node agents ({@code
 *     --kubelet-client-certificate})
 * @param kubeletClientKey its key ({@code --kubelet-client-key})
 * @param proxyClientCertFile with which the server calls aggregated servers ({@code
 *     --proxy-client-cert-file})
 * @param proxyClientKeyFile its key ({@code --proxy-client-key-file})
 * @param authorityValidity of authorities made here
 * @param certificateValidity of certificates made here
 * @param renewBefore how long before their end certificates are made anew
 */
@ConfigurationProperties("api-server.pki")
public record PkiProperties(
    @DefaultValue("./.navarch/pki") Path directory,
    @DefaultValue List<String> addresses,
    @DefaultValue("") String serverUrl,
    @DefaultValue List<String> nodes,
    @Nullable Path clientCaFile,
    @Nullable Path tlsCertFile,
    @Nullable Path tlsPrivateKeyFile,
    @DefaultValue List<Path> serviceAccountKeyFiles,
    @Nullable Path serviceAccountSigningKeyFile,
    @Nullable Path requestheaderClientCaFile,
    @Nullable Path kubeletClientCertificate,
    @Nullable Path kubeletClientKey,
    @Nullable Path proxyClientCertFile,
    @Nullable Path proxyClientKeyFile,
    @DefaultValue("3650d") Duration authorityValidity,
    @DefaultValue("365d") Duration certificateValidity,
    @DefaultValue("120d") Duration renewBefore) {

  public PkiProperties {
    addresses = List.copyOf(addresses);
    nodes = List.copyOf(nodes);
    serviceAccountKeyFiles = List.copyOf(serviceAccountKeyFiles);
  }
}
