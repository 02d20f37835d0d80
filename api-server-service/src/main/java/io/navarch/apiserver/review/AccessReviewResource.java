package io.navarch.apiserver.review;

import io.navarch.apiserver.registry.ComputedResource;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** May somebody do something? One resource for each form of the question. */
final class AccessReviewResource implements ComputedResource {

  /** Whom the question is about, and where. */
  enum Form {
    /** Anybody, anywhere. */
    SUBJECT("SubjectAccessReview"),

    /** Anybody, in the namespace of the request. */
    LOCAL("LocalSubjectAccessReview"),

    /** Whoever asks. */
    SELF("SelfSubjectAccessReview");

    private final String kind;

    Form(String kind) {
      this.kind = kind;
    }
  }

  private final Form form;
  private final AccessReviews reviews;

  AccessReviewResource(Form form, AccessReviews reviews) {
    this.form = form;
    this.reviews = reviews;
  }

  @Override
  public GroupResource resource() {
    return new GroupResource(AccessReviews.GROUP, form.kind.toLowerCase(Locale.ROOT) + "s");
  }

  @Override
  public ObjectNode create(Request request) {
    var spec = request.body().path("spec");
    var errors = new FieldErrors();
    AccessReviews.validateQuestion(spec, errors);
    if (form != Form.SELF) {
      AccessReviews.validateSubject(spec, errors);
    }
    if (form == Form.LOCAL) {
      validatePlace(spec, request.namespace(), errors);
    }
    AccessReviews.refuse(form.kind, errors);
    if (form == Form.LOCAL && request.namespace().isEmpty()) {
      throw ApiStatusException.badRequest("namespace is required on this type: ");
    }
    return reviews.answer(
        request.body(), form == Form.SELF ? request.user() : UserTrees.read(spec));
  }

  private static void validatePlace(JsonNode spec, String namespace, FieldErrors errors) {
    var given = spec.path("resourceAttributes").path("namespace").asString("");
    if (spec.hasNonNull("resourceAttributes") && !given.equals(namespace)) {
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
  }
}
