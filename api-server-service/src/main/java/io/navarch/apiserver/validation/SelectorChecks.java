package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Selectors by labels. */
final class SelectorChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of("labels", SelectorChecks::plain, "labelSelectors", SelectorChecks::all);

  private static final List<String> FIELDS =
      List.of("selector", "podSelector", "namespaceSelector", "labelSelector");

  private SelectorChecks() {}

  private static void plain(
      ObjectNode object, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    for (var field : List.of("nodeSelector", "selector")) {
      ObjectMetaRules.labels(object.path(field), spot.field(field), errors);
    }
  }

  private static void all(
      ObjectNode object, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    FIELDS.forEach(field -> check(object.path(field), spot.field(field), errors));
  }

  /** One selector with {@code matchLabels} and {@code matchExpressions}. */
  static void check(JsonNode selector, Spot spot, FieldErrors errors) {
    ObjectMetaRules.labels(selector.path("matchLabels"), spot.field("matchLabels"), errors);
    Values.each(
        selector.path("matchExpressions"),
        spot.field("matchExpressions"),
        (requirement, place) -> requirement(requirement, place, errors));
  }

  static void requirement(JsonNode requirement, Spot spot, FieldErrors errors) {
    var values = requirement.path("values");
    switch (Values.text(requirement, "operator")) {
      case "In", "NotIn" -> {
        if (values.isEmpty()) {
          errors.required(
              spot.field("values"), "must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) {
          errors.forbidden(
              spot.field("values"),
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      default ->
          errors.invalid(
              spot.field("operator"),
              requirement.path("operator"),
              "not a valid selector operator");
    }
    keyAndValues(requirement, spot, errors);
  }

  static void keyAndValues(JsonNode requirement, Spot spot, FieldErrors errors) {
    var key = Values.text(requirement, "key");
    errors.invalid(spot.field("key"), Values.string(key), Formats.qualifiedName(key));
    Values.each(
        requirement.path("values"),
        spot.field("values"),
        (value, place) ->
            errors.invalid(place, value, Formats.check("labelValue", value.asString(""))));
  }
}
