package io.navarch.apiserver.endpoint.proxy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How node agents are reached.
 *
 * @param certificateAuthority authorities that vouch for node agents ({@code
 *     --kubelet-certificate-authority}); the cluster's own where none is named
 * @param insecureSkipTlsVerify whether node agents are believed without a certificate that can be
 *     verified, as upstream does where no authority is named
 * @param preferredAddressTypes which of a node's addresses is taken ({@code
 *     --kubelet-preferred-address-types})
 * @param connectTimeout how long a connection may take to come about
 * @param idleTimeout how long a stream may be silent in both directions
 */
@ConfigurationProperties("api-server.kubelet")
public record KubeletProperties(
    @Nullable Path certificateAuthority,
    @DefaultValue("false") boolean insecureSkipTlsVerify,
    @DefaultValue({"InternalIP", "ExternalIP", "Hostname", "InternalDNS", "ExternalDNS"})
        List<String> preferredAddressTypes,
    @DefaultValue("30s") Duration connectTimeout,
    @DefaultValue("4h") Duration idleTimeout) {

  public KubeletProperties {
    preferredAddressTypes = List.copyOf(preferredAddressTypes);
  }
}
