package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How many Pods an autoscaler may want, and by what it decides. */
final class AutoscalerChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "replicaBounds", AutoscalerChecks::replicaBounds,
          "scaleTarget", AutoscalerChecks::scaleTarget,
          "metrics", AutoscalerChecks::metrics,
          "scalingRules", AutoscalerChecks::scalingRules);

  private static final List<String> TYPES =
      List.of("ContainerResource", "External", "Object", "Pods", "Resource");
  private static final Map<String, String> SOURCES =
      Map.of(
          "ContainerResource", "containerResource",
          "External", "external",
          "Object", "object",
          "Pods", "pods",
          "Resource", "resource");
  private static final Set<String> FROM_NOTHING = Set.of("Object", "External");
  private static final int MAX_WINDOW = 3600;
  private static final int MAX_PERIOD = 1800;
  private static final String VALUE = "value";
  private static final String AVERAGE = "averageValue";
  private static final String UTILIZATION = "averageUtilization";

  private AutoscalerChecks() {}

  private static void replicaBounds(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var min = spec.path("minReplicas");
    var max = spec.path("maxReplicas");
    if (min.isNumber() && min.asInt() < 1) {
      errors.invalid(spot.field("minReplicas"), min, "must be greater than or equal to 1");
    }
    if (min.isNumber()
        && min.asInt() == 0
        && spec.path("metrics")
            .valueStream()
            .noneMatch(m -> FROM_NOTHING.contains(Values.text(m, "type")))) {
      errors.forbidden(
          spot.field("metrics"),
          "must specify at least one Object or External metric to support scaling to zero replicas");
    }
    if (max.asInt(0) < 1) {
      errors.required(spot.field("maxReplicas"), "must be set and greater than 0");
    }
    if (min.isNumber() && max.asInt(0) < min.asInt()) {
      errors.invalid(
          spot.field("maxReplicas"),
          spec.numberNode(max.asInt(0)),
          "must be greater than or equal to `minReplicas`");
    }
  }

  private static void scaleTarget(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    target(spec.path("scaleTargetRef"), spot.field("scaleTargetRef"), errors);
  }

  private static void target(JsonNode reference, Spot spot, FieldErrors errors) {
    for (var field : List.of("kind", "name")) {
      var text = Values.text(reference, field);
      if (text.isEmpty()) {
        errors.required(spot.field(field));
      } else {
        errors.invalid(spot.field(field), reference.path(field), Formats.pathSegment(text));
      }
    }
    var version = Values.text(reference, "apiVersion");
    if (version.chars().filter(c -> c == '/').count() > 1) {
      errors.invalid(
          spot.field("apiVersion"),
          reference.path("apiVersion"),
          "unexpected GroupVersion string: " + version);
    }
  }

  private static void metrics(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    Values.each(
        spec.path("metrics"),
        spot.field("metrics"),
        (metric, at) -> {
          var type = Values.text(metric, "type");
          if (type.isEmpty()) {
            errors.required(at.field("type"), "must specify a metric source type");
          }
          if (!TYPES.contains(type)) {
            errors.notSupported(at.field("type"), Values.string(type), TYPES);
            return;
          }
          var field = SOURCES.getOrDefault(type, "");
          var source = metric.path(field);
          if (!source.isObject()) {
            errors.required(
                at.field(field), "must populate information for the given metric source");
          } else {
            source(type, source, at.field(field), errors);
          }
        });
  }

  private static void source(String type, JsonNode source, Spot spot, FieldErrors errors) {
    var target = source.path("target");
    var place = spot.field("target");
    switch (type) {
      case "Object" -> {
        target(source.path("describedObject"), spot.field("describedObject"), errors);
        identifier(source.path("metric"), spot.field("metric"), errors);
        amounts(target, place, errors);
        if (!target.has(VALUE) && !target.has(AVERAGE)) {
          errors.required(place.field(AVERAGE), "must set either a target value or averageValue");
        }
      }
      case "External" -> {
        identifier(source.path("metric"), spot.field("metric"), errors);
        amounts(target, place, errors);
        if (!target.has(VALUE) && !target.has(AVERAGE)) {
          errors.required(
              place.field(AVERAGE),
              "must set either a target value for metric or a per-pod target");
        } else if (target.has(VALUE) && target.has(AVERAGE)) {
          errors.forbidden(
              place.field(VALUE),
              "may not set both a target value for metric and a per-pod target");
        }
      }
      case "Pods" -> {
        identifier(source.path("metric"), spot.field("metric"), errors);
        amounts(target, place, errors);
        var average = Values.quantity(target.path(AVERAGE));
        if (average == null || average.isZero() || average.isNegative()) {
          errors.required(place.field(AVERAGE), "must specify a positive target averageValue");
        }
      }
      default -> resource(type, source, spot, errors);
    }
  }

  private static void resource(String type, JsonNode source, Spot spot, FieldErrors errors) {
    if (Values.text(source, "name").isEmpty()) {
      errors.required(spot.field("name"), "must specify a resource name");
    }
    if (type.equals("ContainerResource") && Values.text(source, "container").isEmpty()) {
      errors.required(spot.field("container"), "must specify a container");
    }
    var target = source.path("target");
    var place = spot.field("target");
    amounts(target, place, errors);
    if (!target.has(UTILIZATION) && !target.has(AVERAGE)) {
      errors.required(
          place.field(UTILIZATION), "must set either a target raw value or a target utilization");
    } else if (target.has(UTILIZATION) && target.has(AVERAGE)) {
      errors.forbidden(
          place.field(AVERAGE), "may not set both a target raw value and a target utilization");
    }
  }

  private static void identifier(JsonNode metric, Spot spot, FieldErrors errors) {
    var name = Values.text(metric, "name");
    if (name.isEmpty()) {
      errors.required(spot.field("name"), "must specify a metric name");
    } else {
      errors.invalid(spot.field("name"), metric.path("name"), Formats.pathSegment(name));
    }
  }

  private static void amounts(JsonNode target, Spot spot, FieldErrors errors) {
    var type = Values.text(target, "type");
    if (type.isEmpty()) {
      errors.required(spot.field("type"), "must specify a metric target type");
    }
    if (!List.of("Utilization", "Value", "AverageValue").contains(type)) {
      errors.invalid(
          spot.field("type"),
          Values.string(type),
          "must be either Utilization, Value, or AverageValue");
    }
    for (var field : List.of(VALUE, AVERAGE)) {
      var amount = Values.quantity(target.path(field));
      if (amount != null && (amount.isZero() || amount.isNegative())) {
        errors.invalid(spot.field(field), target.path(field), "must be positive");
      }
    }
    var share = target.path(UTILIZATION);
    if (share.isNumber() && share.asInt() < 1) {
      errors.invalid(spot.field(UTILIZATION), share, "must be greater than 0");
    }
  }

  private static void scalingRules(
      ObjectNode rules, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var window = rules.path("stabilizationWindowSeconds");
    var place = spot.field("stabilizationWindowSeconds");
    if (window.isNumber() && window.asInt() < 0) {
      errors.invalid(place, window, "must be greater than or equal to zero");
    } else if (window.asInt(0) > MAX_WINDOW) {
      errors.invalid(place, window, "must be less than or equal to " + MAX_WINDOW);
    }
    var select = rules.path("selectPolicy");
    var known = List.of("Disabled", "Max", "Min");
    if (select.isString() && !known.contains(select.stringValue())) {
      errors.notSupported(spot.field("selectPolicy"), select, known);
    }
    if (rules.path("policies").isEmpty()) {
      errors.required(spot.field("policies"), "must specify at least one Policy");
    }
    Values.each(
        rules.path("policies"),
        spot.field("policies"),
        (policy, at) -> scalingPolicy(policy, at, errors));
  }

  private static void scalingPolicy(JsonNode policy, Spot spot, FieldErrors errors) {
    var type = policy.path("type");
    if (!List.of("Percent", "Pods").contains(type.asString(""))) {
      errors.notSupported(
          spot.field("type"), Values.string(type.asString("")), List.of("Percent", "Pods"));
    }
    for (var field : List.of("value", "periodSeconds")) {
      if (policy.path(field).asInt(0) < 1) {
        errors.invalid(spot.field(field), policy.path(field), "must be greater than zero");
      }
    }
    if (policy.path("periodSeconds").asInt(0) > MAX_PERIOD) {
      errors.invalid(
          spot.field("periodSeconds"),
          policy.path("periodSeconds"),
          "must be less than or equal to " + MAX_PERIOD);
    }
  }
}
