package io.navarch.apiserver.customresource;

import io.navarch.apiserver.cel.CostBudget;
import io.navarch.apiserver.cel.ExpressionException;
import io.navarch.apiserver.cel.Values;
import io.navarch.apiserver.customresource.RuleTree.Rule;
import io.navarch.apiserver.request.FieldCause;
import io.navarch.apiserver.validation.FieldErrors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds an object, or its change, to the rules of its schema. Used by one thread. */
@RequiredArgsConstructor
final class RuleCheck {

  private static final int LONGEST_MESSAGE = 5 * 1024;
  private static final Set<String> BLOCKING =
      Set.of(
          "FieldValueRequired",
          "FieldValueTooLong",
          "FieldValueTooMany",
          "FieldValueTypeInvalid",
          "FieldValueDuplicate");

  private final FieldErrors errors;
  private final CostBudget budget = CostBudget.ofPolicy();
  private boolean stopped;

  /**
   * Checks an object.
   *
   * @param found what else is wrong with it: rules see only what has its shape
   */
  static void check(
      RuleTree rules,
      ObjectNode object,
      Optional<ObjectNode> old,
      FieldErrors found,
      FieldErrors errors) {
    if (rules.isEmpty()) {
      return;
    }
    if (found.causes().stream().map(FieldCause::reason).anyMatch(BLOCKING::contains)) {
      errors.invalid(
          "<nil>",
          "null",
          "some validation rules were not checked because the object was invalid; correct the"
              + " existing errors to complete validation");
      return;
    }
    new RuleCheck(errors).value(rules, object, old.map(JsonNode.class::cast), "");
  }

  private void value(RuleTree tree, JsonNode value, Optional<JsonNode> old, String path) {
    if (stopped || value.isNull()) {
      return;
    }
    boolean unchanged = old.filter(value::equals).isPresent();
    for (var rule : tree.rules()) {
      boolean applies = rule.ofChange() ? old.isPresent() || rule.optionalOld() : !unchanged;
      if (applies && !stopped) {
        rule(tree, rule, value, old, path);
      }
    }
    tree.properties()
        .forEach((name, below) -> {
          if (value.has(name)) {
            value(below, value.path(name), member(old, name), join(path, name));
          }
        });
    tree.values()
        .ifPresent(below ->
            value
                .properties()
                .forEach(e ->
                    value(
                        below,
                        e.getValue(),
                        member(old, e.getKey()),
                        "%s[%s]".formatted(path, e.getKey()))));
    tree.items().ifPresent(below -> items(tree, below, value, old, path));
  }

  private void items(
      RuleTree tree, RuleTree below, JsonNode list, Optional<JsonNode> old, String path) {
    var schema = tree.shape().schema();
    var keys = Definition.texts(schema.path("x-kubernetes-list-map-keys"));
    var before = new HashMap<List<JsonNode>, JsonNode>();
    if (!keys.isEmpty()) {
      old.ifPresent(o -> o.forEach(item -> before.put(key(item, keys), item)));
    }
    for (int i = 0; i < list.size(); i++) {
      var item = list.get(i);
      value(
          below,
          item,
          Optional.ofNullable(before.get(key(item, keys))),
          "%s[%d]".formatted(path, i));
    }
  }

  private static List<JsonNode> key(JsonNode item, List<String> keys) {
    return keys.stream().map(item::path).toList();
  }

  private static Optional<JsonNode> member(Optional<JsonNode> old, String name) {
    return old.map(o -> o.get(name)).filter(m -> !m.isNull());
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private void rule(RuleTree tree, Rule rule, JsonNode value, Optional<JsonNode> old, String path) {
    var type = '"' + tree.shape().schema().path("type").asString("") + '"';
    var place = path.isEmpty() ? "<nil>" : path;
    if (rule.condition().isEmpty()) {
      errors.invalid(place, type, "rule compile error: " + rule.broken());
      return;
    }
    var variables = new HashMap<String, Object>();
    variables.put("self", Values.of(value, tree.shape()));
    var before = old.map(o -> Values.of(o, tree.shape()));
    if (rule.optionalOld()) {
      variables.put("oldSelf", before);
    } else {
      before.ifPresent(o -> variables.put("oldSelf", o));
    }
    try {
      var holds = rule.condition().get().evaluate(variables::get, budget);
      if (!Boolean.TRUE.equals(holds)) {
        add(rule, value, path, message(rule, variables));
      }
    } catch (ExpressionException e) {
      var words = plain(rule);
      errors.invalid(
          place,
          type,
          "%s evaluating rule: %s"
              .formatted(
                  e.getMessage(),
                  words.isEmpty() ? rule.source().path("rule").asString("") : words));
    }
    if (budget.isSpent()) {
      stopped = true;
      errors.invalid(
          place,
          type,
          "validation failed due to running out of cost budget, no further validation rules will"
              + " be run");
    }
  }

  private String message(Rule rule, Map<String, Object> variables) {
    if (rule.message().isPresent()) {
      try {
        var text = String.valueOf(rule.message().get().evaluate(variables::get, budget)).strip();
        if (!text.isEmpty() && text.length() <= LONGEST_MESSAGE && text.indexOf('\n') < 0) {
          return text;
        }
      } catch (ExpressionException e) {
        return orRule(rule);
      }
    }
    return orRule(rule);
  }

  private static String orRule(Rule rule) {
    var words = plain(rule);
    return words.isEmpty()
        ? "failed rule: " + rule.source().path("rule").asString("").strip()
        : words;
  }

  private static String plain(Rule rule) {
    return rule.source().path("message").asString("").strip();
  }

  /** Values are told if they are single; objects and lists would be too much. */
  private void add(Rule rule, JsonNode value, String path, String message) {
    var place = path + rule.source().path("fieldPath").asString("").strip();
    var field = place.isEmpty() ? "<nil>" : place.startsWith(".") ? place.substring(1) : place;
    boolean single = value.isValueNode() && path.equals(place);
    switch (rule.source().path("reason").asString("")) {
      case "FieldValueRequired" -> errors.required(field, message);
      case "FieldValueForbidden" -> errors.forbidden(field, message);
      case "FieldValueDuplicate" ->
          errors.add(
              "FieldValueDuplicate",
              field,
              single ? "Duplicate value: " + value : "Duplicate value");
      default ->
          errors.add(
              "FieldValueInvalid",
              field,
              single
                  ? "Invalid value: %s: %s".formatted(value, message)
                  : "Invalid value: " + message);
    }
  }
}
