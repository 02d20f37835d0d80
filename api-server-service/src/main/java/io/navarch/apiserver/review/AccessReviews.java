package io.navarch.apiserver.review;

import io.navarch.apiserver.authorization.AuthorizationChain;
import io.navarch.apiserver.authorization.Authorizer.Verdict;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.RequestInfo;
import io.navarch.apiserver.request.UserInfo;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.GroupVersionResource;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the three access reviews have in common: a question, asked to the authorizers. */
@Component
@RequiredArgsConstructor
final class AccessReviews {

  static final String GROUP = "authorization.k8s.io";

  private final AuthorizationChain authorization;

  /** Writes the verdict into a review. */
  ObjectNode answer(ObjectNode review, UserInfo user) {
    var verdict = authorization.authorize(user, question(review.path("spec")));
    var status = review.putObject("status");
    switch (verdict) {
      case Verdict.Allow(var reason) -> write(status, true, false, reason);
      case Verdict.Deny(var reason) -> write(status, false, true, reason);
      case Verdict.NoOpinion(var reason) -> write(status, false, false, reason);
    }
    return review;
  }

  /** Collects what is wrong with the question. */
  static void validateQuestion(JsonNode spec, FieldErrors errors) {
    if (spec.hasNonNull("resourceAttributes") && spec.hasNonNull("nonResourceAttributes")) {
      errors.invalid(
          "spec.nonResourceAttributes",
          spec.path("nonResourceAttributes").toString(),
          "cannot be specified in combination with resourceAttributes");
    }
    if (!spec.hasNonNull("resourceAttributes") && !spec.hasNonNull("nonResourceAttributes")) {
      errors.invalid(
          "spec.resourceAttributes",
          "null",
          "exactly one of nonResourceAttributes or resourceAttributes must be specified");
    }
  }

  static void validateSubject(JsonNode spec, FieldErrors errors) {
    if (spec.path("user").asString("").isEmpty() && spec.path("groups").isEmpty()) {
      errors.invalid("spec.user", "\"\"", "at least one of user or group must be specified");
    }
  }

  static void refuse(String kind, FieldErrors errors) {
    if (!errors.isEmpty()) {
      throw ApiStatusException.invalid(
          new GroupVersionKind(GROUP, "v1", kind), "", errors.causes());
    }
  }

  private static void write(ObjectNode status, boolean allowed, boolean denied, String reason) {
    status.put("allowed", allowed);
    if (denied) {
      status.put("denied", true);
    }
    if (!reason.isEmpty()) {
      status.put("reason", reason);
    }
  }

  private static RequestInfo question(JsonNode spec) {
    var resource = spec.path("resourceAttributes");
    if (resource.isObject()) {
      return new RequestInfo(
          true,
          text(resource, "verb"),
          "",
          new GroupVersionResource(
              text(resource, "group"), text(resource, "version"), text(resource, "resource")),
          text(resource, "subresource"),
          text(resource, "namespace"),
          text(resource, "name"),
          "",
          selector(resource.path("fieldSelector")));
    }
    var path = spec.path("nonResourceAttributes");
    return new RequestInfo(
        false,
        text(path, "verb"),
        text(path, "path"),
        new GroupVersionResource("", "", ""),
        "",
        "",
        "",
        "",
        "");
  }

  /**
   * A selector of one value each, in the form of a query; what has no such form selects nothing.
   */
  private static String selector(JsonNode selector) {
    var raw = selector.path("rawSelector").asString("");
    if (!raw.isEmpty()) {
      return raw;
    }
    return selector
        .path("requirements")
        .valueStream()
        .filter(r -> r.path("operator").asString("").equals("In") && r.path("values").size() == 1)
        .map(r -> text(r, "key") + "=" + r.path("values").path(0).asString(""))
        .collect(Collectors.joining(","));
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
