package io.navarch.apiserver.authentication.serviceaccount;

import static java.util.stream.Collectors.joining;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.navarch.apiserver.authentication.AuthenticationOrder;
import io.navarch.apiserver.authentication.TokenAuthenticator;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Bound and legacy tokens of ServiceAccounts. */
@Component
@Order(AuthenticationOrder.SERVICE_ACCOUNT_TOKEN)
@RequiredArgsConstructor
final class ServiceAccountTokenAuthenticator implements TokenAuthenticator {

  private static final String LEGACY_ISSUER = "kubernetes/serviceaccount";

  private final ServiceAccountProperties properties;
  private final TokenKeys keys;
  private final BoundClaims bound;
  private final LegacyClaims legacy;
  private final Clock clock;

  @Override
  public Optional<TokenUser> authenticate(String token, List<String> audiences) {
    try {
      var jwt = parse(token);
      if (jwt == null) {
        return Optional.empty();
      }
      var claims = jwt.getJWTClaimsSet();
      var issuer = claims.getIssuer();
      if (!LEGACY_ISSUER.equals(issuer) && !properties.issuers().contains(issuer)) {
        return Optional.empty();
      }
      if (!keys.verify(jwt)) {
        throw new InvalidTokenException("invalid bearer token");
      }
      var meant = audiences.isEmpty() ? properties.apiAudiences() : audiences;
      return Optional.of(
          LEGACY_ISSUER.equals(issuer)
              ? new TokenUser(legacy.user(claims, token), legacyAudiences(meant))
              : boundUser(claims, meant));
    } catch (ParseException e) {
      throw new InvalidTokenException("invalid bearer token");
    }
  }

  private static @Nullable SignedJWT parse(String token) {
    try {
      return token.startsWith("ey") ? SignedJWT.parse(token) : null;
    } catch (ParseException e) {
      return null; // some other kind of token
    }
  }

  private TokenUser boundUser(JWTClaimsSet claims, List<String> meant) throws ParseException {
    var now = clock.instant();
    if (claims.getExpirationTime() == null
        || !now.isBefore(claims.getExpirationTime().toInstant())) {
      throw new InvalidTokenException("service account token has expired");
    }
    if (claims.getNotBeforeTime() != null && now.isBefore(claims.getNotBeforeTime().toInstant())) {
      throw new InvalidTokenException("service account token is not valid yet");
    }
    return new TokenUser(bound.user(claims), common(claims.getAudience(), meant));
  }

  private static List<String> common(List<String> ofToken, List<String> meant) {
    var common = ofToken.stream().filter(meant::contains).toList();
    if (common.isEmpty()) {
      throw new InvalidTokenException(
          "token audiences %s is invalid for the target audiences %s"
              .formatted(quoted(ofToken), quoted(meant)));
    }
    return common;
  }

  /** Legacy tokens are meant for the API and nobody else. */
  private List<String> legacyAudiences(List<String> meant) {
    return common(properties.apiAudiences(), meant);
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(t -> '"' + t + '"').collect(joining(" ", "[", "]"));
  }
}
