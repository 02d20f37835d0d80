package io.navarch.apiserver.customresource;

import io.navarch.apiserver.cel.Environment;
import io.navarch.apiserver.cel.Expression;
import io.navarch.apiserver.cel.ExpressionException;
import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.cel.Result;
import io.navarch.apiserver.cel.SchemaShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The rules of a schema, compiled, in the shape of the schema; branches without rules are left out.
 *
 * @param properties those with rules in or below them
 * @param items of a list
 * @param values of a map
 */
record RuleTree(
    SchemaShape shape,
    List<Rule> rules,
    Map<String, RuleTree> properties,
    Optional<RuleTree> items,
    Optional<RuleTree> values) {

  static final String RULES = "x-kubernetes-validations";

  /**
   * A rule.
   *
   * @param broken why it can't be evaluated; empty if it can
   * @param ofChange whether it compares with what was before
   */
  record Rule(
      JsonNode source,
      Optional<Expression> condition,
      String broken,
      Optional<Expression> message,
      boolean ofChange) {

    /** Whether it holds of new values too, though it looks at what was before. */
    boolean optionalOld() {
      return source.path("optionalOldSelf").asBoolean(false);
    }
  }

  static RuleTree of(JsonNode schema, Expressions expressions) {
    return of(schema, true, expressions);
  }

  private static RuleTree of(JsonNode schema, boolean resource, Expressions expressions) {
    var rules = new ArrayList<Rule>();
    for (var rule : schema.path(RULES)) {
      boolean optionalOld = rule.path("optionalOldSelf").asBoolean(false);
      rules.add(compile(rule, expressions.ofSchema(schema, resource, optionalOld)));
    }
    var properties = new LinkedHashMap<String, RuleTree>();
    for (var property : schema.path("properties").properties()) {
      below(property.getValue(), expressions)
          .ifPresent(tree -> properties.put(property.getKey(), tree));
    }
    return new RuleTree(
        new SchemaShape(schema, resource),
        List.copyOf(rules),
        properties,
        below(schema.path("items"), expressions),
        below(schema.path("additionalProperties"), expressions));
  }

  private static Optional<RuleTree> below(JsonNode schema, Expressions expressions) {
    return schema.isObject()
        ? Optional.of(of(schema, false, expressions)).filter(tree -> !tree.isEmpty())
        : Optional.empty();
  }

  boolean isEmpty() {
    return rules.isEmpty() && properties.isEmpty() && items.isEmpty() && values.isEmpty();
  }

  private static Rule compile(JsonNode rule, Environment environment) {
    try {
      var condition = environment.compile(rule.path("rule").asString(""), Result.BOOL);
      return new Rule(
          rule, Optional.of(condition), "", message(rule, environment), condition.names("oldSelf"));
    } catch (ExpressionException e) {
      return new Rule(rule, Optional.empty(), e.getMessage(), Optional.empty(), false);
    }
  }

  private static Optional<Expression> message(JsonNode rule, Environment environment)
      throws ExpressionException {
    var source = rule.path("messageExpression").asString("");
    return source.isEmpty()
        ? Optional.empty()
        : Optional.of(environment.compile(source, Result.TEXT));
  }
}
