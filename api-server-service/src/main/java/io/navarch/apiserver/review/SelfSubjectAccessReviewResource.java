package io.navarch.apiserver.review;

import io.navarch.apiserver.registry.ComputedResource;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** May I do something? */
@Component
@RequiredArgsConstructor
final class SelfSubjectAccessReviewResource implements ComputedResource {

  private final AccessReviews reviews;

  @Override
  public GroupResource resource() {
    return new GroupResource(AccessReviews.GROUP, "selfsubjectaccessreviews");
  }

  @Override
  public String subresource() {
    return "";
  }

  @Override
  public ObjectNode create(Request request) {
    var errors = new FieldErrors();
    AccessReviews.validateQuestion(request.body().path("spec"), errors);
    AccessReviews.refuse("SelfSubjectAccessReview", errors);
    return reviews.answer(request.body(), request.user());
  }
}
