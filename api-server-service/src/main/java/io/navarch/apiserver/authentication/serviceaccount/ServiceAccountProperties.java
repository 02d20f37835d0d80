package io.navarch.apiserver.authentication.serviceaccount;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tokens of ServiceAccounts.
 *
 * @param issuers the first signs, all are accepted ({@code --service-account-issuer})
 * @param apiAudiences for whom tokens are meant that name nobody; empty for the first issuer
 *     ({@code --api-audiences})
 * @param maxTokenExpiration the longest life of a token; zero for no limit ({@code
 *     --service-account-max-token-expiration})
 * @param extendTokenExpiration whether tokens that Pods get by default live for a year, so that
 *     programs that never read them again go on ({@code --service-account-extend-token-expiration})
 * @param jwksUri where others find the keys; empty for the advertised address
 */
@ConfigurationProperties("api-server.service-account")
public record ServiceAccountProperties(
    @DefaultValue("https://kubernetes.default.svc.cluster.local") List<String> issuers,
    @DefaultValue List<String> apiAudiences,
    @DefaultValue("0s") Duration maxTokenExpiration,
    @DefaultValue("true") boolean extendTokenExpiration,
    @DefaultValue("") String jwksUri) {

  public ServiceAccountProperties {
    issuers = List.copyOf(issuers);
    apiAudiences = apiAudiences.isEmpty() ? List.of(issuers.getFirst()) : List.copyOf(apiAudiences);
  }

  /** Who signs new tokens. */
  public String issuer() {
    return issuers.getFirst();
  }
}
