package io.navarch.apiserver.review;

import io.navarch.apiserver.registry.ComputedResource;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** May somebody do something? */
@Component
@RequiredArgsConstructor
final class SubjectAccessReviewResource implements ComputedResource {

  private final AccessReviews reviews;

  @Override
  public GroupResource resource() {
    return new GroupResource(AccessReviews.GROUP, "subjectaccessreviews");
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
    AccessReviews.refuse("SubjectAccessReview", errors);
    return reviews.answer(request.body(), UserTrees.read(spec));
  }
}
