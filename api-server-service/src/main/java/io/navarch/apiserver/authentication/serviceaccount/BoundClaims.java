package io.navarch.apiserver.authentication.serviceaccount;

import com.nimbusds.jwt.JWTClaimsSet;
import io.navarch.apiserver.authentication.TokenAuthenticator.InvalidTokenException;
import io.navarch.apiserver.authentication.serviceaccount.BoundToken.ObjectId;
import io.navarch.apiserver.request.UserInfo;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Reads whom a bound token stands for, and requires what it is bound to. */
@Component
@RequiredArgsConstructor
final class BoundClaims {

  private static final String EXTRA = "authentication.kubernetes.io/";

  private final BoundObjects objects;

  UserInfo user(JWTClaimsSet claims) throws ParseException {
    var claim = claims.getJSONObjectClaim(ServiceAccountTokens.PRIVATE_CLAIM);
    if (claim == null) {
      throw new InvalidTokenException("invalid bearer token");
    }
    var namespace = String.valueOf(claim.get("namespace"));
    var account = reference(claim, "serviceaccount");
    if (account.isEmpty()) {
      throw new InvalidTokenException("invalid bearer token");
    }
    var secret = reference(claim, "secret");
    var pod = reference(claim, "pod");
    var node = reference(claim, "node");
    objects.requireServiceAccount(namespace, account.get());
    secret.ifPresent(s -> objects.require("secrets", namespace, s));
    pod.ifPresent(p -> objects.require("pods", namespace, p));
    if (pod.isEmpty()) { // the node of a Pod may go before it
      node.ifPresent(n -> objects.require("nodes", "", n));
    }
    var extra = new LinkedHashMap<String, List<String>>();
    if (claims.getJWTID() != null) {
      extra.put(EXTRA + "credential-id", List.of("JTI=" + claims.getJWTID()));
    }
    pod.ifPresent(p -> put(extra, "pod", p));
    node.ifPresent(n -> put(extra, "node", n));
    return user(namespace, account.get(), extra);
  }

  static UserInfo user(String namespace, ObjectId account, Map<String, List<String>> extra) {
    return new UserInfo(
        "system:serviceaccount:%s:%s".formatted(namespace, account.name()),
        account.uid(),
        List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace),
        extra);
  }

  private static void put(Map<String, List<String>> extra, String what, ObjectId id) {
    extra.put(EXTRA + what + "-name", List.of(id.name()));
    if (!id.uid().isEmpty()) {
      extra.put(EXTRA + what + "-uid", List.of(id.uid()));
    }
  }

  private static Optional<ObjectId> reference(Map<String, Object> claim, String name) {
    return claim.get(name) instanceof Map<?, ?> reference
        ? Optional.of(new ObjectId(text(reference, "name"), text(reference, "uid")))
        : Optional.empty();
  }

  private static String text(Map<?, ?> reference, String name) {
    return reference.get(name) instanceof String text ? text : "";
  }
}
