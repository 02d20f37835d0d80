package io.navarch.apiserver.review;

import io.navarch.apiserver.registry.ComputedResource;
import io.navarch.schema.GroupResource;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Who am I? */
@Component
@RequiredArgsConstructor
final class SelfSubjectReviewResource implements ComputedResource {

  private final Clock clock;

  @Override
  public GroupResource resource() {
    return new GroupResource("authentication.k8s.io", "selfsubjectreviews");
  }

  @Override
  public ObjectNode create(Request request) {
    var review = request.body();
    review
        .putObject("metadata")
        .put("creationTimestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    UserTrees.write(review.putObject("status").putObject("userInfo"), request.user());
    return review;
  }
}
