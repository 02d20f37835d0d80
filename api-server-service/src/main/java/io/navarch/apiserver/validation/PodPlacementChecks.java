package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What says where a Pod may run. */
final class PodPlacementChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "toleration", PodPlacementChecks::toleration,
          "spreadConstraints", PodPlacementChecks::spreadConstraints,
          "spreadConstraint", PodPlacementChecks::spreadConstraint,
          "nodeSelectorTerm", PodPlacementChecks::nodeSelectorTerm,
          "affinityTerm", PodPlacementChecks::affinityTerm);

  private static final List<String> SPREADS = List.of("DoNotSchedule", "ScheduleAnyway");
  private static final List<String> EFFECTS =
      List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  private PodPlacementChecks() {}

  private static void toleration(
      ObjectNode toleration, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var key = Values.text(toleration, "key");
    var operator = toleration.path("operator");
    var value = Values.text(toleration, "value");
    if (!key.isEmpty()) {
      errors.invalid(spot.field("key"), Values.string(key), Formats.qualifiedName(key));
    } else if (!operator.asString("").equals("Exists")) {
      errors.invalid(
          spot.field("operator"),
          Values.string(operator.asString("")),
          "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
    }
    if (toleration.has("tolerationSeconds")
        && !Values.text(toleration, "effect").equals("NoExecute")) {
      errors.invalid(
          spot.field("effect"),
          Values.string(Values.text(toleration, "effect")),
          "effect must be 'NoExecute' when `tolerationSeconds` is set");
    }
    switch (operator.asString("")) {
      case "", "Equal" ->
          errors.invalid(
              spot.field("operator"), Values.string(value), Formats.check("labelValue", value));
      case "Exists" -> {
        if (!value.isEmpty()) {
          errors.invalid(
              spot.field("operator"),
              Values.string(value),
              "value must be empty when `operator` is 'Exists'");
        }
      }
      default -> errors.notSupported(spot.field("operator"), operator, List.of("Equal", "Exists"));
    }
    effect(toleration.path("effect"), spot.field("effect"), errors);
  }

  static void effect(JsonNode effect, Spot spot, FieldErrors errors) {
    if (Values.isSet(effect) && !EFFECTS.contains(effect.asString(""))) {
      errors.notSupported(spot, effect, EFFECTS);
    }
  }

  private static void spreadConstraints(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var constraints = spec.path("topologySpreadConstraints");
    for (int i = 0; i < constraints.size(); i++) {
      for (int j = i + 1; j < constraints.size(); j++) {
        if (pair(constraints.get(i)).equals(pair(constraints.get(j)))) {
          errors.duplicate(
              spot.field("topologySpreadConstraints")
                  .index(i)
                  .field("{topologyKey, whenUnsatisfiable}"),
              Values.string(pair(constraints.get(i))));
        }
      }
    }
  }

  private static String pair(JsonNode constraint) {
    return "{%s, %s}"
        .formatted(
            Values.text(constraint, "topologyKey"), Values.text(constraint, "whenUnsatisfiable"));
  }

  private static void spreadConstraint(
      ObjectNode constraint, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var otherwise = Values.text(constraint, "whenUnsatisfiable");
    if (!SPREADS.contains(otherwise)) {
      errors.notSupported(spot.field("whenUnsatisfiable"), Values.string(otherwise), SPREADS);
    }
    if (constraint.has("minDomains") && !otherwise.equals("DoNotSchedule")) {
      errors.invalid(
          spot.field("minDomains"),
          constraint.path("minDomains"),
          "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not " + otherwise);
    }
    labelKeys("matchLabelKeys", constraint, spot, errors);
  }

  /** Keys whose values are the Pod's own. */
  private static void labelKeys(String field, JsonNode term, Spot spot, FieldErrors errors) {
    var keys = term.path(field);
    if (!keys.isEmpty() && !term.has("labelSelector")) {
      errors.forbidden(spot.field(field), "must not be specified when labelSelector is not set");
    }
    Values.each(
        keys,
        spot.field(field),
        (key, at) -> errors.invalid(at, key, Formats.qualifiedName(key.asString(""))));
  }

  private static void affinityTerm(
      ObjectNode term, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    for (var namespace : term.path("namespaces")) {
      errors.invalid(
          spot.field("namespace"), namespace, Formats.check("dnsLabel", namespace.asString("")));
    }
    labelKeys("matchLabelKeys", term, spot, errors);
    labelKeys("mismatchLabelKeys", term, spot, errors);
    var others = new HashSet<JsonNode>();
    term.path("mismatchLabelKeys").forEach(others::add);
    Values.each(
        term.path("matchLabelKeys"),
        spot.field("matchLabelKeys"),
        (key, at) -> {
          if (others.contains(key)) {
            errors.invalid(at, key, "exists in both matchLabelKeys and mismatchLabelKeys");
          }
        });
  }

  private static void nodeSelectorTerm(
      ObjectNode term, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    Values.each(
        term.path("matchExpressions"),
        spot.field("matchExpressions"),
        (requirement, at) -> labelRequirement(requirement, at, errors));
    Values.each(
        term.path("matchFields"),
        spot.field("matchFields"),
        (requirement, at) -> fieldRequirement(requirement, at, errors));
  }

  /** Nodes are chosen as other objects are, and by two more operators. */
  private static void labelRequirement(JsonNode requirement, Spot spot, FieldErrors errors) {
    switch (Values.text(requirement, "operator")) {
      case "Gt", "Lt" -> {
        if (requirement.path("values").size() != 1) {
          errors.required(
              spot.field("values"),
              "must be specified single value when `operator` is 'Lt' or 'Gt'");
        }
        SelectorChecks.keyAndValues(requirement, spot, errors);
      }
      default -> SelectorChecks.requirement(requirement, spot, errors);
    }
  }

  private static void fieldRequirement(JsonNode requirement, Spot spot, FieldErrors errors) {
    var values = requirement.path("values");
    var operator = Values.text(requirement, "operator");
    if (!operator.equals("In") && !operator.equals("NotIn")) {
      errors.invalid(
          spot.field("operator"), requirement.path("operator"), "not a valid selector operator");
    } else if (values.size() != 1) {
      errors.required(
          spot.field("values"),
          "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
    }
    if (!Values.text(requirement, "key").equals("metadata.name")) {
      errors.invalid(spot.field("key"), requirement.path("key"), "not a valid field selector key");
      return;
    }
    Values.each(
        values,
        spot.field("values"),
        (value, at) ->
            errors.invalid(at, value, Formats.check("dnsSubdomain", value.asString(""))));
  }
}
