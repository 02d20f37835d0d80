package io.navarch.apiserver.authentication.serviceaccount;

import com.nimbusds.jwt.JWTClaimsSet;
import io.navarch.apiserver.authentication.TokenAuthenticator.InvalidTokenException;
import io.navarch.apiserver.authentication.serviceaccount.BoundToken.ObjectId;
import io.navarch.apiserver.request.UserInfo;
import io.navarch.schema.GroupResource;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Tokens that live in a Secret and never expire: good for as long as the Secret holds them. */
@Component
@RequiredArgsConstructor
final class LegacyClaims {

  private static final String PREFIX = "kubernetes.io/serviceaccount/";
  private static final GroupResource SECRETS = new GroupResource("", "secrets");

  private final BoundObjects objects;

  UserInfo user(JWTClaimsSet claims, String token) throws ParseException {
    var namespace = required(claims, "namespace");
    var account =
        new ObjectId(
            required(claims, "service-account.name"), required(claims, "service-account.uid"));
    var secret = objects.find(SECRETS, namespace, required(claims, "secret.name"));
    if (secret.isEmpty() || !holds(secret.get(), token)) {
      throw new InvalidTokenException("service account token has been invalidated");
    }
    objects.requireServiceAccount(namespace, account);
    return BoundClaims.user(namespace, account, Map.of());
  }

  private static boolean holds(ObjectNode secret, String token) {
    var held = secret.path("data").path("token").asString("");
    var encoded = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    return held.equals(encoded);
  }

  private static String required(JWTClaimsSet claims, String name) throws ParseException {
    var value = claims.getStringClaim(PREFIX + name);
    if (value == null || value.isEmpty()) {
      throw new InvalidTokenException(name + " claim is missing");
    }
    return value;
  }
}
