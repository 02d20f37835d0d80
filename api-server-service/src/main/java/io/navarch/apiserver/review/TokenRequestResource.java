package io.navarch.apiserver.review;

import io.navarch.apiserver.authentication.serviceaccount.BoundToken;
import io.navarch.apiserver.authentication.serviceaccount.BoundToken.ObjectId;
import io.navarch.apiserver.authentication.serviceaccount.ServiceAccountProperties;
import io.navarch.apiserver.authentication.serviceaccount.ServiceAccountTokens;
import io.navarch.apiserver.registry.ComputedResource;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import io.navarch.schema.GroupVersionKind;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A token for a ServiceAccount, on request. */
@Component
@RequiredArgsConstructor
final class TokenRequestResource implements ComputedResource {

  private static final GroupResource SERVICE_ACCOUNTS = new GroupResource("", "serviceaccounts");
  private static final GroupVersionKind KIND =
      new GroupVersionKind("authentication.k8s.io", "v1", "TokenRequest");
  private static final long DEFAULT_SECONDS = 3600;
  private static final long MIN_SECONDS = 600;

  /** What Pods get by default asks for this odd time, by which it is told from other requests. */
  private static final long EXTENDABLE_SECONDS = 3607;

  private static final Duration EXTENDED = Duration.ofDays(365);

  private final ServiceAccountProperties properties;
  private final ServiceAccountTokens tokens;
  private final BoundReferences references;
  private final ObjectReader objects;
  private final Clock clock;

  @Override
  public GroupResource resource() {
    return SERVICE_ACCOUNTS;
  }

  @Override
  public String subresource() {
    return "token";
  }

  @Override
  public ObjectNode create(Request request) {
    var account =
        objects
            .find(SERVICE_ACCOUNTS, request.namespace(), request.name())
            .or(() -> objects.findNewest(SERVICE_ACCOUNTS, request.namespace(), request.name()))
            .orElseThrow(() -> ApiStatusException.notFound(SERVICE_ACCOUNTS, request.name()));
    var body = request.body();
    var spec = body.path("spec") instanceof ObjectNode given ? given : body.putObject("spec");
    complete(spec);
    validate(spec);
    var bound = references.resolve(request.namespace(), request.name(), spec);
    var seconds = spec.path("expirationSeconds").asLong(DEFAULT_SECONDS);
    var extended = isExtended(spec, bound);
    var token =
        BoundToken.builder()
            .namespace(request.namespace())
            .serviceAccount(BoundReferences.id(account))
            .pod(bound.pod())
            .node(bound.node())
            .secret(bound.secret())
            .audiences(UserTrees.texts(spec.path("audiences")))
            .validity(extended ? EXTENDED : Duration.ofSeconds(seconds))
            .warnAfter(extended ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty())
            .build();
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    describe(body, request, BoundReferences.id(account), now.toString());
    body.putObject("status")
        .put("token", tokens.issue(token))
        .put("expirationTimestamp", now.plusSeconds(seconds).toString());
    return body;
  }

  private void complete(ObjectNode spec) {
    if (spec.path("audiences").isEmpty()) {
      UserTrees.addAll(spec.putArray("audiences"), properties.apiAudiences());
    }
    if (!spec.hasNonNull("expirationSeconds")) {
      spec.put("expirationSeconds", DEFAULT_SECONDS);
    }
    long max = properties.maxTokenExpiration().toSeconds();
    if (max > 0 && spec.path("expirationSeconds").asLong(0) > max) {
      spec.put("expirationSeconds", max);
    }
    if (!spec.has("boundObjectRef")) {
      spec.putNull("boundObjectRef");
    }
  }

  private static void validate(JsonNode spec) {
    var errors = new FieldErrors();
    long seconds = spec.path("expirationSeconds").asLong(0);
    if (seconds < MIN_SECONDS) {
      errors.invalid(
          "spec.expirationSeconds",
          Long.toString(seconds),
          "may not specify a duration less than 10 minutes");
    }
    if (seconds > 1L << 32) {
      errors.invalid(
          "spec.expirationSeconds",
          Long.toString(seconds),
          "may not specify a duration larger than 2^32 seconds");
    }
    if (!errors.isEmpty()) {
      throw ApiStatusException.invalid(KIND, "", errors.causes());
    }
  }

  private boolean isExtended(JsonNode spec, BoundReferences.Bound bound) {
    return properties.extendTokenExpiration()
        && bound.pod().isPresent()
        && spec.path("expirationSeconds").asLong(0) == EXTENDABLE_SECONDS
        && properties.apiAudiences().containsAll(UserTrees.texts(spec.path("audiences")));
  }

  private static void describe(ObjectNode body, Request request, ObjectId account, String now) {
    body.putObject("metadata")
        .put("name", request.name())
        .put("namespace", request.namespace())
        .put("uid", account.uid())
        .put("creationTimestamp", now);
  }
}
