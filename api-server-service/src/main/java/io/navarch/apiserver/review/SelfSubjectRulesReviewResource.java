package io.navarch.apiserver.review;

import io.navarch.apiserver.authorization.rbac.PolicyRule;
import io.navarch.apiserver.authorization.rbac.RbacAuthorizer;
import io.navarch.apiserver.registry.ComputedResource;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.schema.GroupResource;
import java.util.Collection;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What may I do here? The answer of roles; what other authorizers allow can't be listed. */
@Component
@RequiredArgsConstructor
final class SelfSubjectRulesReviewResource implements ComputedResource {

  private static final String NODES = "system:nodes";

  private final RbacAuthorizer roles;

  @Override
  public GroupResource resource() {
    return new GroupResource(AccessReviews.GROUP, "selfsubjectrulesreviews");
  }

  @Override
  public ObjectNode create(Request request) {
    var namespace = request.body().path("spec").path("namespace").asString("");
    if (namespace.isEmpty()) {
      throw ApiStatusException.badRequest("no namespace on request");
    }
    var review = request.body();
    review.putObject("metadata"); // the answer is another object
    review.putObject("spec");
    var status = review.putObject("status");
    var ofResources = status.putArray("resourceRules");
    var ofPaths = status.putArray("nonResourceRules");
    for (var rule : roles.rulesFor(request.user(), namespace)) {
      if (!rule.resources().isEmpty()) {
        write(ofResources, rule);
      }
      if (!rule.nonResourceUrls().isEmpty()) {
        var entry = ofPaths.addObject();
        put(entry, "verbs", rule.verbs());
        put(entry, "nonResourceURLs", rule.nonResourceUrls());
      }
    }
    var missing = roles.missingFor(request.user(), namespace);
    status.put("incomplete", !missing.isEmpty() || request.user().groups().contains(NODES));
    if (!missing.isEmpty()) {
      status.put("evaluationError", String.join(", ", missing));
    }
    return review;
  }

  private static void write(ArrayNode rules, PolicyRule rule) {
    var entry = rules.addObject();
    put(entry, "verbs", rule.verbs());
    put(entry, "apiGroups", rule.apiGroups());
    put(entry, "resources", rule.resources());
    put(entry, "resourceNames", rule.resourceNames());
  }

  private static void put(ObjectNode entry, String field, Collection<String> values) {
    if (!values.isEmpty()) {
      UserTrees.addAll(entry.putArray(field), values);
    }
  }
}
