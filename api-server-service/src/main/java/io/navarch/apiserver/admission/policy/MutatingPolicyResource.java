package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.cel.Environment;
import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.cel.Expressions.Also;
import io.navarch.apiserver.cel.Result;
import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Law of {@code MutatingAdmissionPolicy}. */
@Component
@RequiredArgsConstructor
final class MutatingPolicyResource implements ResourceLaw {

  private static final List<String> REINVOCATION = List.of("IfNeeded", "Never");
  private static final List<String> PATCHES = List.of("ApplyConfiguration", "JSONPatch");

  private static final List<String> OPERATIONS = List.of("*", "CONNECT", "CREATE", "UPDATE");

  private final Expressions expressions;

  @Override
  public GroupResource resource() {
    return new GroupResource(PolicyKinds.GROUP, "mutatingadmissionpolicies");
  }

  @Override
  public void validate(ObjectNode object, FieldErrors errors) {
    var spec = object.path("spec");
    var law = new PolicyLaw(expressions, errors, spec);
    law.common();
    for (var rule : spec.path("matchConstraints").path("resourceRules")) {
      for (var operation : rule.path("operations")) {
        if (operation.asString("").equals("DELETE")) {
          errors.notSupported(
              "spec.matchConstraints.resourceRules.operations", operation.toString(), OPERATIONS);
        }
      }
    }
    law.conditions();
    var environment = law.variables(Also.AUTHORIZER, Also.PATCHES);
    if (spec.path("mutations").isEmpty()) {
      errors.required("spec.mutations", "mutations must contain at least one item");
    }
    int i = 0;
    for (var mutation : spec.path("mutations")) {
      mutation(mutation, "spec.mutations[%d]".formatted(i++), law, environment, errors);
    }
    var again = spec.path("reinvocationPolicy");
    if (again.asString("").isEmpty()) {
      errors.required("spec.reinvocationPolicy", "");
    } else if (!REINVOCATION.contains(again.asString())) {
      errors.notSupported("spec.reinvocationPolicy", again.toString(), REINVOCATION);
    }
  }

  private static void mutation(
      JsonNode mutation, String place, PolicyLaw law, Environment environment, FieldErrors errors) {
    switch (mutation.path("patchType").asString("")) {
      case "" -> errors.required(place + ".patchType", "");
      case "ApplyConfiguration" ->
          expression(
              mutation, "applyConfiguration", Result.OBJECT, place, law, environment, errors);
      case "JSONPatch" ->
          expression(mutation, "jsonPatch", Result.PATCHES, place, law, environment, errors);
      default ->
          errors.notSupported(place + ".patchType", mutation.path("patchType").toString(), PATCHES);
    }
  }

  private static void expression(
      JsonNode mutation,
      String field,
      Result wanted,
      String place,
      PolicyLaw law,
      Environment environment,
      FieldErrors errors) {
    var change = mutation.path(field);
    if (!change.isObject()) {
      errors.required(
          place + "." + field,
          "must be specified when patchType is " + mutation.path("patchType").asString(""));
    } else {
      law.expression(
          environment,
          change.path("expression"),
          "%s.%s.expression".formatted(place, field),
          wanted);
    }
  }
}
