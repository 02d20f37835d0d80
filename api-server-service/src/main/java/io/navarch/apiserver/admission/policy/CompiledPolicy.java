package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.cel.CostBudget;
import io.navarch.apiserver.cel.Environment;
import io.navarch.apiserver.cel.Expression;
import io.navarch.apiserver.cel.ExpressionException;
import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.cel.LazyValue;
import io.navarch.apiserver.cel.MatchConditions;
import io.navarch.apiserver.cel.Result;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What policies of both kinds have: names, constraints, conditions and variables, compiled. */
final class CompiledPolicy {

  private final ObjectNode object;
  private final MatchConditions conditions;
  private final Map<String, Part> variables = new LinkedHashMap<>();
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Part> messages = new HashMap<>();

  /**
   * One expression.
   *
   * @param place its name in the policy's specification
   */
  record Part(JsonNode place, String source, Compilation compiled) {

    /** Its value, in the words that policies use for what has none. */
    Object evaluate(Map<String, Object> variables, CostBudget budget) throws PolicyFailure {
      return switch (compiled) {
        case Compilation.Failed(var message) ->
            throw new PolicyFailure("compilation error: " + message);
        case Compilation.Compiled(var expression) -> {
          try {
            yield expression.evaluate(variables::get, budget);
          } catch (ExpressionException e) {
            throw new PolicyFailure(
                "expression '%s' resulted in error: %s".formatted(source, e.getMessage()));
          }
        }
      };
    }
  }

  /** What became of an expression. */
  sealed interface Compilation {
    /** It can be evaluated. */
    record Compiled(Expression expression) implements Compilation {}

    /** It has no meaning. */
    record Failed(String message) implements Compilation {}
  }

  private CompiledPolicy(ObjectNode object, MatchConditions conditions) {
    this.object = object;
    this.conditions = conditions;
  }

  static CompiledPolicy of(ObjectNode object, Expressions expressions, boolean mutating) {
    var spec = object.path("spec");
    var also = EnumSet.of(Expressions.Also.AUTHORIZER);
    if (spec.path("paramKind").isObject()) {
      also.add(Expressions.Also.PARAMS);
    }
    var plain = expressions.admission(also.toArray(Expressions.Also[]::new));
    if (mutating) {
      also.add(Expressions.Also.PATCHES);
    }
    var environment = expressions.admission(also.toArray(Expressions.Also[]::new));
    var policy =
        new CompiledPolicy(object, MatchConditions.of(spec.path("matchConditions"), plain));
    for (var variable : spec.path("variables")) {
      policy.addVariable(variable, environment);
    }
    if (mutating) {
      spec.path("mutations").forEach(m -> policy.addMutation(m, environment));
    } else {
      spec.path("validations").forEach(v -> policy.addValidation(v, environment));
    }
    return policy;
  }

  private void addVariable(JsonNode variable, Environment environment) {
    var name = variable.path("name").asString("");
    var part = part(variable, variable.path("expression"), environment, Result.ANY);
    variables.put(name, part);
    switch (part.compiled()) {
      case Compilation.Compiled(var expression) -> environment.compose(name, expression);
      case Compilation.Failed _ -> environment.composeUnknown(name);
    }
  }

  private void addValidation(JsonNode validation, Environment environment) {
    parts.add(part(validation, validation.path("expression"), environment, Result.BOOL));
    var message = validation.path("messageExpression");
    if (!message.asString("").isEmpty()) {
      messages.put(message.asString(), part(validation, message, environment, Result.TEXT));
    }
  }

  private void addMutation(JsonNode mutation, Environment environment) {
    boolean json = mutation.path("patchType").asString("").equals("JSONPatch");
    parts.add(
        json
            ? part(
                mutation,
                mutation.path("jsonPatch").path("expression"),
                environment,
                Result.PATCHES)
            : part(
                mutation,
                mutation.path("applyConfiguration").path("expression"),
                environment,
                Result.OBJECT));
  }

  static Part part(JsonNode place, JsonNode source, Environment environment, Result wanted) {
    var text = source.asString("");
    try {
      return new Part(place, text, new Compilation.Compiled(environment.compile(text, wanted)));
    } catch (ExpressionException e) {
      return new Part(place, text, new Compilation.Failed(e.getMessage()));
    }
  }

  String name() {
    return object.path("metadata").path("name").asString("");
  }

  ObjectNode object() {
    return object;
  }

  JsonNode constraints() {
    return object.path("spec").path("matchConstraints");
  }

  boolean failsClosed() {
    return !object.path("spec").path("failurePolicy").asString("").equals("Ignore");
  }

  MatchConditions conditions() {
    return conditions;
  }

  /** Its validations or mutations. */
  List<Part> parts() {
    return List.copyOf(parts);
  }

  /** The expression that words the refusal of a validation. */
  Optional<Part> findMessage(Part validation) {
    return Optional.ofNullable(
        messages.get(validation.place().path("messageExpression").asString("")));
  }

  /** The variables of the request, and {@code variables} as the policy composes them. */
  Map<String, Object> withVariables(Map<String, Object> request, CostBudget budget) {
    var all = new HashMap<>(request);
    var sources = new HashMap<String, Supplier<Object>>();
    variables.forEach((name, part) -> sources.put(name, () -> variable(name, part, all, budget)));
    all.put("variables", new LazyValue(sources));
    return all;
  }

  private static Object variable(
      String name, Part part, Map<String, Object> all, CostBudget budget) {
    return switch (part.compiled()) {
      case Compilation.Failed(var message) ->
          throw new IllegalArgumentException(
              "composited variable \"%s\" fails to compile: %s".formatted(name, message));
      case Compilation.Compiled(var expression) -> {
        try {
          yield expression.evaluate(all::get, budget);
        } catch (ExpressionException e) {
          throw new IllegalArgumentException(
              "composited variable \"%s\" fails to evaluate: %s".formatted(name, e.getMessage()));
        }
      }
    };
  }
}
