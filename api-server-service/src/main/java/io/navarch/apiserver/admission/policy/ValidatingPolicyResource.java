package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.cel.Environment;
import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.cel.Result;
import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Law of {@code ValidatingAdmissionPolicy}. */
@Component
@RequiredArgsConstructor
final class ValidatingPolicyResource implements ResourceLaw {

  private static final List<String> REASONS =
      List.of("Forbidden", "Invalid", "RequestEntityTooLarge", "Unauthorized");

  private final Expressions expressions;

  @Override
  public GroupResource resource() {
    return new GroupResource(PolicyKinds.GROUP, "validatingadmissionpolicies");
  }

  @Override
  public void validate(ObjectNode object, FieldErrors errors) {
    var spec = object.path("spec");
    var law = new PolicyLaw(expressions, errors, spec);
    law.common();
    law.conditions();
    var environment = law.variables(Expressions.Also.AUTHORIZER);
    validations(spec, law, environment, errors);
    annotations(spec, law, environment);
  }

  private static void validations(
      JsonNode spec, PolicyLaw law, Environment environment, FieldErrors errors) {
    if (spec.path("validations").isEmpty() && spec.path("auditAnnotations").isEmpty()) {
      errors.required(
          "spec.validations",
          "validations or auditAnnotations must be specified; if auditAnnotations is empty, at"
              + " least one validation is required");
      errors.required(
          "spec.auditAnnotations",
          "validations or auditAnnotations must be specified; if validations is empty, at least"
              + " one auditAnnotation is required");
    }
    int i = 0;
    for (var validation : spec.path("validations")) {
      var place = "spec.validations[%d]".formatted(i++);
      law.expression(
          environment, validation.path("expression"), place + ".expression", Result.BOOL);
      var message = validation.path("messageExpression");
      if (!message.asString("").isEmpty()) {
        law.expression(environment, message, place + ".messageExpression", Result.TEXT);
      }
      words(validation, place, errors);
    }
  }

  private static void words(JsonNode validation, String place, FieldErrors errors) {
    var text = validation.path("message").asString("");
    if (text.strip().indexOf('\n') >= 0) {
      errors.invalid(
          place + ".message",
          validation.path("message").toString(),
          "message must not contain line breaks");
    }
    var reason = validation.path("reason");
    if (reason.isString() && !REASONS.contains(reason.asString())) {
      errors.notSupported(place + ".reason", reason.toString(), REASONS);
    }
  }

  private static void annotations(JsonNode spec, PolicyLaw law, Environment environment) {
    int i = 0;
    for (var annotation : spec.path("auditAnnotations")) {
      var place = "spec.auditAnnotations[%d]".formatted(i++);
      law.required(annotation, "key", place + ".key");
      law.expression(
          environment,
          annotation.path("valueExpression"),
          place + ".valueExpression",
          Result.TEXT_OR_NULL);
    }
  }
}
