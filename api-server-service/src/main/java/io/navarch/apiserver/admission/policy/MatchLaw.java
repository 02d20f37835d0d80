package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.cel.Environment;
import io.navarch.apiserver.cel.Expression;
import io.navarch.apiserver.cel.ExpressionException;
import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.cel.Result;
import io.navarch.apiserver.validation.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import tools.jackson.databind.JsonNode;

/** How policies and webhooks may say which requests they are about. */
@RequiredArgsConstructor
public final class MatchLaw {

  private static final int MOST_CONDITIONS = 64;
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

  /** One rule with its operations. */
  public void rule(JsonNode rule, String place) {
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

  /** A list of match conditions: their names, and that they compile. */
  public void conditions(JsonNode conditions, String place, Expressions.Also... known) {
    if (conditions.size() > MOST_CONDITIONS) {
      errors.tooMany(place, conditions.size(), MOST_CONDITIONS);
      return;
    }
    var environment = expressions.admission(known);
    int i = 0;
    var seen = new HashSet<String>();
    for (var condition : conditions) {
      var at = "%s[%d]".formatted(place, i++);
      var name = condition.path("name").asString("");
      expression(environment, condition.path("expression"), at + ".expression", Result.BOOL);
      if (name.isEmpty()) {
        errors.required(at + ".name", "");
      } else if (!name.matches(CONDITION_NAME)) {
        errors.invalid(at + ".name", condition.path("name").toString(), NO_CONDITION_NAME);
      } else if (!seen.add(name)) {
        errors.duplicate(at + ".name", condition.path("name").toString());
      }
    }
  }

  /** An expression that must be there, compile, and come to the wanted type. */
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
