package io.navarch.apiserver.review;

import io.navarch.apiserver.registry.ComputedResource;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** May somebody do something in this namespace? */
@Component
@RequiredArgsConstructor
final class LocalSubjectAccessReviewResource implements ComputedResource {

  private final AccessReviews reviews;

  @Override
  public GroupResource resource() {
    return new GroupResource(AccessReviews.GROUP, "localsubjectaccessreviews");
  }

  @Override
  public String subresource() {
    return "";
  }

  @Override
  public ObjectNode create(Request request) {
    var spec = request.body().path("spec");
    var errors = new FieldErrors();
    AccessReviews.validateQuestion(spec, errors);
    AccessReviews.validateSubject(spec, errors);
    var given = spec.path("resourceAttributes").path("namespace").asString("");
    if (spec.hasNonNull("resourceAttributes") && !given.equals(request.namespace())) {
      errors.invalid(
          "spec.resourceAttributes.namespace",
          "\"" + given + "\"",
          "must match metadata.namespace");
    }
    if (spec.hasNonNull("nonResourceAttributes")) {
      errors.invalid(
          "spec.nonResourceAttributes",
          spec.path("nonResourceAttributes").toString(),
          "disallowed on this kind of request");
    }
    AccessReviews.refuse("LocalSubjectAccessReview", errors);
    if (request.namespace().isEmpty()) {
      throw ApiStatusException.badRequest("namespace is required on this type: ");
    }
    return reviews.answer(request.body(), UserTrees.read(spec));
  }
}
