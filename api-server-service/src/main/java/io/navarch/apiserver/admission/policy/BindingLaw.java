package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.validation.FieldErrors;
import java.util.HashSet;
import java.util.List;
import lombok.RequiredArgsConstructor;
import tools.jackson.databind.JsonNode;

/** The rules that bindings of both kinds keep. */
@RequiredArgsConstructor
final class BindingLaw {

  private static final List<String> ACTIONS = List.of("Audit", "Deny", "Warn");
  private static final List<String> NOT_FOUND = List.of("Allow", "Deny");

  private final Expressions expressions;
  private final FieldErrors errors;

  void check(JsonNode spec) {
    if (spec.path("policyName").asString("").isEmpty()) {
      errors.required("spec.policyName", "");
    }
    if (spec.path("paramRef").isObject()) {
      parameters(spec.path("paramRef"));
    }
    new PolicyLaw(expressions, errors, spec)
        .constraints(spec.path("matchResources"), "spec.matchResources");
  }

  private void parameters(JsonNode reference) {
    boolean named = !reference.path("name").asString("").isEmpty();
    boolean selected = reference.path("selector").isObject();
    if (named && selected) {
      errors.forbidden("spec.paramRef.name", "name and selector are mutually exclusive");
      errors.forbidden("spec.paramRef.selector", "name and selector are mutually exclusive");
    } else if (!named && !selected) {
      errors.required("spec.paramRef", "one of name or selector must be specified");
    }
    var action = reference.path("parameterNotFoundAction");
    if (action.asString("").isEmpty()) {
      errors.required("spec.paramRef.parameterNotFoundAction", "");
    } else if (!NOT_FOUND.contains(action.asString())) {
      errors.notSupported(
          "spec.paramRef.parameterNotFoundAction", action.toString(), List.of("Deny", "Allow"));
    }
  }

  void actions(JsonNode spec) {
    var actions = spec.path("validationActions");
    if (actions.isEmpty()) {
      errors.required("spec.validationActions", "");
    }
    var seen = new HashSet<String>();
    int i = 0;
    for (var action : actions) {
      var place = "spec.validationActions[%d]".formatted(i++);
      if (!ACTIONS.contains(action.asString(""))) {
        errors.notSupported(place, action.toString(), ACTIONS);
      }
      if (!seen.add(action.asString(""))) {
        errors.duplicate(place, action.toString());
      }
    }
    if (seen.contains("Deny") && seen.contains("Warn")) {
      errors.invalid(
          "spec.validationActions",
          actions.toString(),
          "must not contain both Deny and Warn (repeating the same validation failure information"
              + " in the API response and headers serves no purpose)");
    }
  }
}
