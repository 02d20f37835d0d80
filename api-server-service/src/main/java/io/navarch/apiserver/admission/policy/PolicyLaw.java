package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.cel.Environment;
import io.navarch.apiserver.cel.Expression;
import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.cel.Result;
import io.navarch.apiserver.validation.FieldErrors;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import tools.jackson.databind.JsonNode;

/** The rules that policies of both kinds keep. */
@RequiredArgsConstructor
final class PolicyLaw {

  private final Expressions expressions;
  private final FieldErrors errors;
  private final JsonNode spec;

  void common() {
    if (spec.path("paramKind").isObject()) {
      required(spec.path("paramKind"), "apiVersion", "spec.paramKind.apiVersion");
      required(spec.path("paramKind"), "kind", "spec.paramKind.kind");
    }
    var constraints = spec.path("matchConstraints");
    if (!constraints.isObject()) {
      errors.required("spec.matchConstraints", "");
    } else {
      if (constraints.path("resourceRules").isEmpty()) {
        errors.required("spec.matchConstraints.resourceRules", "");
      }
      constraints(constraints, "spec.matchConstraints");
    }
    oneOf("failurePolicy", Set.of("Fail", "Ignore"), List.of("Fail", "Ignore"));
  }

  private void oneOf(String field, Set<String> allowed, List<String> printed) {
    var value = spec.path(field);
    if (value.isString() && !allowed.contains(value.asString())) {
      errors.notSupported("spec." + field, value.toString(), printed);
    }
  }

  /** The rules of match constraints, those of bindings too. */
  void constraints(JsonNode constraints, String place) {
    for (var list : List.of("resourceRules", "excludeResourceRules")) {
      int i = 0;
      for (var rule : constraints.path(list)) {
        matches().rule(rule, "%s.%s[%d]".formatted(place, list, i++));
      }
    }
  }

  void required(JsonNode object, String field, String place) {
    if (object.path(field).asString("").isEmpty()) {
      errors.required(place, "");
    }
  }

  /** The environment of the policy's expressions, its variables declared and checked. */
  Environment variables(Expressions.Also... further) {
    var environment = expressions.admission(also(further));
    int i = 0;
    var seen = new HashSet<String>();
    for (var variable : spec.path("variables")) {
      var place = "spec.variables[%d]".formatted(i++);
      var name = variable.path("name").asString("");
      if (name.isEmpty()) {
        errors.required(place + ".name", "name is not specified");
      } else if (!name.matches("[_a-zA-Z][_a-zA-Z0-9]*")) {
        errors.invalid(
            place + ".name",
            variable.path("name").toString(),
            "name is not a valid CEL identifier");
      }
      if (!name.isEmpty() && !seen.add(name)) {
        errors.duplicate(place + ".name", variable.path("name").toString());
      }
      expression(environment, variable.path("expression"), place + ".expression", Result.ANY)
          .ifPresentOrElse(
              e -> environment.compose(name, e), () -> environment.composeUnknown(name));
    }
    return environment;
  }

  void conditions() {
    matches()
        .conditions(
            spec.path("matchConditions"),
            "spec.matchConditions",
            also(Expressions.Also.AUTHORIZER));
  }

  private MatchLaw matches() {
    return new MatchLaw(expressions, errors);
  }

  private Expressions.Also[] also(Expressions.Also... further) {
    var all = EnumSet.noneOf(Expressions.Also.class);
    all.addAll(List.of(further));
    if (spec.path("paramKind").isObject()) {
      all.add(Expressions.Also.PARAMS);
    }
    return all.toArray(Expressions.Also[]::new);
  }

  Optional<Expression> expression(
      Environment environment, JsonNode source, String place, Result wanted) {
    return matches().expression(environment, source, place, wanted);
  }
}
