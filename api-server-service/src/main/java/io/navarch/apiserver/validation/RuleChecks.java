package io.navarch.apiserver.validation;

import io.navarch.schema.quantity.Quantity;
import io.navarch.schema.quantity.QuantityFormatException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What each kind of row does. */
final class RuleChecks {

  private RuleChecks() {}

  static void apply(
      Rule rule, ObjectNode object, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var value = Values.at(object, rule.path());
    switch (rule.check()) {
      case NAMED, STATUS -> throw new IllegalStateException("not a rule of a part: " + rule);
      case REQUIRED -> required(rule, object, value, spot, errors);
      case FORMAT -> format(rule, value, spot.fields(rule.path()), errors);
      case AT_LEAST -> atLeast(rule, value, spot.fields(rule.path()), errors);
      case BETWEEN -> between(rule, value, spot.fields(rule.path()), errors);
      case ONE_OF -> oneOf(rule, value, spot.fields(rule.path()), errors);
      case UNIQUE -> unique(rule, value, spot.fields(rule.path()), errors);
      case IMMUTABLE -> immutable(rule, value, old, spot.fields(rule.path()), errors);
      case SINGLE -> single(rule, object, spot, errors);
      case FORBIDDEN -> {
        if (isThere(value)) {
          errors.forbidden(spot.fields(rule.path()), rule.words());
        }
      }
      case UNSET -> {
        if (Values.isSet(value)) {
          errors.invalid(spot.fields(rule.path()), value, rule.words());
        }
      }
      case BY -> CodeChecks.run(rule.arguments().getFirst(), object, old, spot, errors);
    }
  }

  private static boolean isThere(JsonNode value) {
    return Values.isSet(value) || value.isObject() || value.isNumber();
  }

  private static void required(
      Rule rule, ObjectNode object, JsonNode value, Spot spot, FieldErrors errors) {
    boolean inAbsentParent =
        rule.path().size() > 1
            && Values.at(object, rule.path().subList(0, rule.path().size() - 1)).isMissingNode();
    if (!Values.isSet(value) && !value.isObject() && !inAbsentParent) {
      errors.required(spot.fields(rule.path()).toString(), rule.words());
    }
  }

  private static void format(Rule rule, JsonNode value, Spot spot, FieldErrors errors) {
    var format = rule.arguments().getFirst();
    boolean evenEmpty = rule.arguments().contains("empty");
    if (evenEmpty && (value.isMissingNode() || value.isString())) {
      var text = value.asString("");
      errors.invalid(spot, StringNode.valueOf(text), Formats.check(format, text));
    } else if (value.isString()) {
      string(rule, format, value, spot, errors);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        string(rule, format, value.get(i), spot.index(i), errors);
      }
    } else {
      for (var entry : value.properties()) {
        for (var complaint : Formats.check(format, entry.getKey())) {
          errors.invalid(
              spot.key(entry.getKey()).toString(), Values.quote(entry.getKey()), complaint);
        }
      }
    }
  }

  private static void string(
      Rule rule, String format, JsonNode value, Spot spot, FieldErrors errors) {
    if (value.isString() && !value.stringValue().isEmpty()) {
      for (var complaint : Formats.check(format, value.stringValue())) {
        errors.invalid(spot.toString(), Values.spell(value), rule.wordsOr(complaint));
      }
    }
  }

  private static void atLeast(Rule rule, JsonNode value, Spot spot, FieldErrors errors) {
    var least = new BigDecimal(rule.arguments().getFirst());
    var number = number(value);
    if (number != null && number.compareTo(least) < 0) {
      errors.invalid(
          spot.toString(),
          Values.spell(value),
          rule.wordsOr("must be greater than or equal to " + least));
    }
  }

  private static void between(Rule rule, JsonNode value, Spot spot, FieldErrors errors) {
    var low = new BigDecimal(rule.arguments().get(0));
    var high = new BigDecimal(rule.arguments().get(1));
    var number = number(value);
    if (number != null && (number.compareTo(low) < 0 || number.compareTo(high) > 0)) {
      errors.invalid(
          spot.toString(),
          Values.spell(value),
          rule.wordsOr("must be between %s and %s, inclusive".formatted(low, high)));
    }
  }

  private static @Nullable BigDecimal number(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue();
    }
    try {
      return value.isString() ? Quantity.parse(value.stringValue()).amount() : null;
    } catch (QuantityFormatException e) {
      return null;
    }
  }

  private static void oneOf(Rule rule, JsonNode value, Spot spot, FieldErrors errors) {
    if (value.isString()
        && !value.stringValue().isEmpty()
        && !rule.arguments().contains(value.stringValue())) {
      errors.notSupported(spot.toString(), Values.spell(value), rule.arguments());
    }
  }

  private static void unique(Rule rule, JsonNode value, Spot spot, FieldErrors errors) {
    var member = rule.arguments().getFirst();
    var seen = new HashSet<JsonNode>();
    for (int i = 0; i < value.size(); i++) {
      var element = value.get(i);
      var key = member.equals(".") ? element : element.path(member);
      if (Values.isSet(key) && !seen.add(key)) {
        var place = spot.index(i);
        errors.duplicate(
            (member.equals(".") ? place : place.field(member)).toString(), Values.spell(key));
      }
    }
  }

  private static void immutable(
      Rule rule, JsonNode value, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (old == null) {
      return;
    }
    var before = Values.at(old, rule.path());
    boolean bothEmpty = !Values.isSet(value) && !Values.isSet(before);
    if (!bothEmpty && !before.equals(value)) {
      errors.invalid(spot.toString(), Values.spell(value), rule.wordsOr("field is immutable"));
    }
  }

  private static void single(Rule rule, ObjectNode object, Spot spot, FieldErrors errors) {
    var words = List.of(rule.words().split(" \\| "));
    boolean found = false;
    for (var member : rule.arguments()) {
      if (isThere(object.path(member))) {
        if (found) {
          errors.forbidden(spot.field(member).toString(), words.getFirst());
        }
        found = true;
      }
    }
    if (!found) {
      errors.required(spot.toString(), words.getLast());
    }
  }
}
