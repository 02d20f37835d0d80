package io.navarch.apiserver.customresource;

import io.navarch.apiserver.cel.Environment;
import io.navarch.apiserver.cel.ExpressionException;
import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.cel.Result;
import io.navarch.apiserver.validation.FieldErrors;
import java.util.List;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Whether the rules that a definition brings can be rules at all. */
@RequiredArgsConstructor
final class RuleDefinitions {

  private static final List<String> REASONS =
      List.of(
          "FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired");
  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[\\]]+)|\\['((?:[^'\\\\]|\\\\.)*)'\\]");

  private final Expressions expressions;
  private final FieldErrors errors;

  /** Looks at what is written first; at what it means only if that is in order. */
  void check(JsonNode schema, String place) {
    words(schema, place);
    if (errors.isEmpty()) {
      meanings(schema, place, true, null);
    }
  }

  private void words(JsonNode schema, String place) {
    int i = 0;
    for (var rule : schema.path(RuleTree.RULES)) {
      words(schema, rule, "%s.%s[%d]".formatted(place, RuleTree.RULES, i++));
    }
    schema
        .path("properties")
        .properties()
        .forEach(p -> words(p.getValue(), "%s.properties[%s]".formatted(place, p.getKey())));
    if (schema.path("items").isObject()) {
      words(schema.path("items"), place + ".items");
    }
    if (schema.path("additionalProperties").isObject()) {
      words(schema.path("additionalProperties"), place + ".additionalProperties");
    }
  }

  private void words(JsonNode schema, JsonNode rule, String place) {
    if (rule.path("rule").asString("").strip().isEmpty()) {
      errors.required(place + ".rule", "rule is not specified");
    }
    var message = rule.path("message");
    if (message.isString()
        && message.asString().strip().isEmpty()
        && !message.asString().isEmpty()) {
      errors.invalid(
          place + ".message", message.toString(), "message must be non-empty if specified");
    } else if (message.asString("").strip().indexOf('\n') >= 0) {
      errors.invalid(place + ".message", message.toString(), "must not contain line breaks");
    }
    var reason = rule.path("reason");
    if (reason.isString() && !REASONS.contains(reason.asString())) {
      errors.notSupported(place + ".reason", reason.toString(), REASONS);
    }
    var path = rule.path("fieldPath");
    if (!path.asString("").isEmpty() && !leadsSomewhere(schema, path.asString().strip())) {
      errors.invalid(place + ".fieldPath", path.toString(), "must be a valid path");
    }
  }

  private static boolean leadsSomewhere(JsonNode schema, String path) {
    var step = STEP.matcher(path);
    var at = schema;
    int end = 0;
    while (end < path.length()) {
      if (!step.find(end) || step.start() != end) {
        return false;
      }
      var name = step.group(1) == null ? step.group(2) : step.group(1);
      var next = at.path("properties").path(name);
      at = next.isObject() ? next : at.path("additionalProperties");
      if (!at.isObject()) {
        return false;
      }
      end = step.end();
    }
    return true;
  }

  private void meanings(
      JsonNode schema, String place, boolean resource, @Nullable String uncorrelated) {
    var list = schema.path("x-kubernetes-list-type").asString("");
    boolean loses = schema.path("items").isObject() && !list.equals("map");
    var lost = uncorrelated == null && loses ? place : uncorrelated;
    schema
        .path("properties")
        .properties()
        .forEach(p ->
            meanings(
                p.getValue(),
                "%s.properties[%s]".formatted(place, p.getKey()),
                false,
                uncorrelated));
    if (schema.path("items").isObject()) {
      meanings(schema.path("items"), place + ".items", false, lost);
    }
    if (schema.path("additionalProperties").isObject()) {
      meanings(
          schema.path("additionalProperties"),
          place + ".additionalProperties",
          false,
          uncorrelated);
    }
    int i = 0;
    for (var rule : schema.path(RuleTree.RULES)) {
      boolean optionalOld = rule.path("optionalOldSelf").asBoolean(false);
      meaning(
          rule,
          "%s.%s[%d]".formatted(place, RuleTree.RULES, i++),
          expressions.ofSchema(schema, resource, optionalOld),
          uncorrelated);
    }
  }

  private void meaning(
      JsonNode rule, String place, Environment environment, @Nullable String uncorrelated) {
    try {
      var compiled = environment.compile(rule.path("rule").asString(""), Result.BOOL);
      boolean ofChange = compiled.names("oldSelf");
      if (ofChange && uncorrelated != null) {
        errors.invalid(
            place + ".rule",
            rule.path("rule").toString(),
            "oldSelf cannot be used on the uncorrelatable portion of the schema within "
                + uncorrelated);
      }
      if (!ofChange && rule.has("optionalOldSelf")) {
        errors.invalid(
            place + ".optionalOldSelf",
            rule.path("optionalOldSelf").toString(),
            "may not be set if oldSelf is not used in rule");
      }
    } catch (ExpressionException e) {
      errors.invalid(
          place + ".rule",
          spelled(rule),
          e.getMessage().startsWith("must evaluate")
              ? "cel expression must evaluate to a bool"
              : e.getMessage());
    }
    var message = rule.path("messageExpression").asString("");
    if (!message.isEmpty()) {
      try {
        environment.compile(message, Result.TEXT);
      } catch (ExpressionException e) {
        errors.invalid(
            place + ".messageExpression",
            spelled(rule),
            e.getMessage().startsWith("must evaluate")
                ? "messageExpression must evaluate to a string"
                : "messageExpression " + e.getMessage());
      }
    }
  }

  /** The rule as upstream prints it. */
  private static String spelled(JsonNode rule) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("Rule", rule.path("rule").asString(""));
    node.put("Message", rule.path("message").asString(""));
    node.put("MessageExpression", rule.path("messageExpression").asString(""));
    node.set("Reason", rule.has("reason") ? rule.path("reason") : node.nullNode());
    node.put("FieldPath", rule.path("fieldPath").asString(""));
    node.set(
        "OptionalOldSelf",
        rule.has("optionalOldSelf") ? rule.path("optionalOldSelf") : node.nullNode());
    return node.toString();
  }
}
