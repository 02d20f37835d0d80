package io.navarch.apiserver.review;

import io.navarch.apiserver.authentication.serviceaccount.ServiceAccountProperties;
import io.navarch.apiserver.authentication.serviceaccount.TokenKeys;
import io.navarch.apiserver.network.AdvertisedAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets others verify our tokens as those of any OpenID provider. */
@RestController
@RequiredArgsConstructor
final class IssuerController {

  private final ServiceAccountProperties properties;
  private final AdvertisedAddress address;
  private final TokenKeys keys;

  @GetMapping(path = "/.well-known/openid-configuration", produces = "application/json")
  Map<String, Object> configuration(HttpServletRequest request) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("issuer", properties.issuer());
    answer.put(
        "jwks_uri",
        properties.jwksUri().isEmpty()
            ? "https://%s:%d/openid/v1/jwks".formatted(address.local(), request.getLocalPort())
            : properties.jwksUri());
    answer.put("response_types_supported", List.of("id_token"));
    answer.put("subject_types_supported", List.of("public"));
    answer.put("id_token_signing_alg_values_supported", keys.algorithms());
    return answer;
  }

  @GetMapping(path = "/openid/v1/jwks", produces = "application/jwk-set+json")
  Map<String, Object> keys() {
    return Map.of("keys", keys.published());
  }
}
