package io.navarch.apiserver.authentication.serviceaccount;

import com.nimbusds.jwt.JWTClaimsSet;
import io.navarch.apiserver.authentication.serviceaccount.BoundToken.ObjectId;
import java.time.Clock;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Issues tokens of ServiceAccounts. */
@Component
@RequiredArgsConstructor
public final class ServiceAccountTokens {

  static final String PRIVATE_CLAIM = "kubernetes.io";

  private final ServiceAccountProperties properties;
  private final TokenKeys keys;
  private final Clock clock;

  /** A new token. */
  public String issue(BoundToken token) {
    var now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(properties.issuer())
            .subject(
                "system:serviceaccount:%s:%s"
                    .formatted(token.namespace(), token.serviceAccount().name()))
            .audience(token.audiences())
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plus(token.validity())))
            .jwtID(UUID.randomUUID().toString())
            .claim("aud", token.audiences())
            .claim(PRIVATE_CLAIM, privateClaim(token, now.getEpochSecond()))
            .build();
    return keys.sign(claims);
  }

  private static Map<String, Object> privateClaim(BoundToken token, long now) {
    var claim = new LinkedHashMap<String, Object>();
    claim.put("namespace", token.namespace());
    token.node().ifPresent(n -> claim.put("node", reference(n)));
    token.pod().ifPresent(p -> claim.put("pod", reference(p)));
    token.secret().ifPresent(s -> claim.put("secret", reference(s)));
    claim.put("serviceaccount", reference(token.serviceAccount()));
    token.warnAfter().ifPresent(w -> claim.put("warnafter", now + w.toSeconds()));
    return claim;
  }

  private static Map<String, Object> reference(ObjectId id) {
    var reference = new LinkedHashMap<String, Object>();
    reference.put("name", id.name());
    if (!id.uid().isEmpty()) {
      reference.put("uid", id.uid());
    }
    return reference;
  }
}
