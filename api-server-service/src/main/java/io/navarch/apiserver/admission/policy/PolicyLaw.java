package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.cel.Environment;
import io.navarch.apiserver.cel.Expression;
import io.navarch.apiserver.cel.ExpressionException;
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

  private static final List<String> OPERATIONS =
      List.of("*", "CONNECT", "CREATE", "DELETE", "UPDATE");

  private static final String CONDITION_NAME =
      "([a-z0-9.-]+/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String NO_CONDITION_NAME =
      "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end"
          + " with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex"
          + " used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

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
        rule(rule, "%s.%s[%d]".formatted(place, list, i++));
      }
    }
  }

  private void rule(JsonNode rule, String place) {
    for (var field : List.of("apiGroups", "apiVersions", "operations", "resources")) {
      if (rule.path(field).isEmpty()) {
        errors.required(place + "." + field, "");
      }
    }
    for (var field : List.of("apiGroups", "apiVersions", "operations")) {
      var values = rule.path(field);
      if (values.size() > 1 && values.valueStream().anyMatch(v -> v.asString("").equals("*"))) {
        errors.invalid(
            place + "." + field,
            values.toString(),
            "if '*' is present, must not specify other " + words(field));
      }
    }
    int i = 0;
    for (var operation : rule.path("operations")) {
      if (!OPERATIONS.contains(operation.asString(""))) {
        errors.notSupported(
            "%s.operations[%d]".formatted(place, i), operation.toString(), OPERATIONS);
      }
      i++;
    }
  }

  private static String words(String field) {
    return switch (field) {
      case "apiGroups" -> "API groups";
      case "apiVersions" -> "API versions";
      default -> "operations";
    };
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
    var environment = expressions.admission(also(Expressions.Also.AUTHORIZER));
    int i = 0;
    var seen = new HashSet<String>();
    for (var condition : spec.path("matchConditions")) {
      var place = "spec.matchConditions[%d]".formatted(i++);
      var name = condition.path("name").asString("");
      expression(environment, condition.path("expression"), place + ".expression", Result.BOOL);
      if (name.isEmpty()) {
        errors.required(place + ".name", "");
      } else if (!name.matches(CONDITION_NAME)) {
        errors.invalid(place + ".name", condition.path("name").toString(), NO_CONDITION_NAME);
      } else if (!seen.add(name)) {
        errors.duplicate(place + ".name", condition.path("name").toString());
      }
    }
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
    var text = source.asString("");
    if (text.strip().isEmpty()) {
      errors.required(place, "expression is not specified");
      return Optional.empty();
    }
    try {
      return Optional.of(environment.compile(text, wanted));
    } catch (ExpressionException e) {
      errors.invalid(place, source.toString(), e.getMessage());
      return Optional.empty();
    }
  }
}
