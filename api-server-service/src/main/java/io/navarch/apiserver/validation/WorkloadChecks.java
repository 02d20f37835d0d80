package io.navarch.apiserver.validation;

import io.navarch.schema.selector.LabelSelector;
import io.navarch.schema.selector.SelectorFormatException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What makes Pods from a template. */
final class WorkloadChecks {

  private static final Set<String> CHANGEABLE =
      Set.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "revisionHistoryLimit",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds");

  private WorkloadChecks() {}

  /** Pods of controllers that keep them running restart always. */
  static void template(ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var place = spot.field("template");
    if (spec.get("template") instanceof ObjectNode template) {
      ObjectMetaRules.labels(
          template.path("metadata").path("labels"),
          place.field("metadata").field("labels"),
          errors);
      ObjectMetaRules.annotations(
          template.path("metadata").path("annotations"),
          place.field("metadata").field("annotations"),
          errors);
      restartPolicy(template, List.of("Always"), place, errors);
      if (template.path("spec").has("activeDeadlineSeconds")) {
        errors.forbidden(
            place.field("spec").field("activeDeadlineSeconds").toString(),
            "activeDeadlineSeconds in ReplicaSet is not Supported");
      }
    }
    if (spec.get("selector") instanceof ObjectNode selector && !selector.isEmpty()) {
      matches(spec, selector, place, errors);
    }
  }

  private static void matches(
      ObjectNode spec, ObjectNode selector, Spot place, FieldErrors errors) {
    var labels = spec.path("template").path("metadata").path("labels");
    var isNew = selector.has("matchLabels") || selector.has("matchExpressions");
    try {
      var parsed =
          isNew ? LabelSelector.fromObject(selector) : LabelSelector.ofLabels(strings(selector));
      if (!parsed.matches(strings(labels))) {
        errors.invalid(
            place.field("metadata").field("labels").toString(),
            Values.spell(labels),
            "`selector` does not match template `labels`");
      }
    } catch (SelectorFormatException e) {
      return; // the selector's own check has said it
    }
  }

  private static Map<String, String> strings(JsonNode labels) {
    var result = new HashMap<String, String>();
    labels.properties().forEach(e -> result.put(e.getKey(), e.getValue().asString("")));
    return result;
  }

  private static void restartPolicy(
      ObjectNode template, List<String> allowed, Spot place, FieldErrors errors) {
    var policy = Values.text(template.path("spec"), "restartPolicy");
    if (List.of("Always", "OnFailure", "Never").contains(policy) && !allowed.contains(policy)) {
      errors.notSupported(
          place.field("spec").field("restartPolicy").toString(), Values.quote(policy), allowed);
    }
  }

  static void selector(ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var place = spot.field("selector");
    if (!(spec.get("selector") instanceof ObjectNode selector)) {
      return;
    }
    if (selector.isEmpty()) {
      errors.invalid(place.toString(), "{}", "empty selector is invalid for deployment");
    }
    ObjectMetaRules.labels(selector.path("matchLabels"), place.field("matchLabels"), errors);
    var expressions = selector.path("matchExpressions");
    for (int i = 0; i < expressions.size(); i++) {
      requirement(expressions.get(i), place.field("matchExpressions").index(i), errors);
    }
  }

  private static void requirement(JsonNode requirement, Spot spot, FieldErrors errors) {
    var operator = Values.text(requirement, "operator");
    boolean values = !requirement.path("values").isEmpty();
    switch (operator) {
      case "In", "NotIn" -> {
        if (!values) {
          errors.required(
              spot.field("values").toString(),
              "must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (values) {
          errors.forbidden(
              spot.field("values").toString(),
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      default ->
          errors.invalid(
              spot.field("operator").toString(),
              Values.quote(operator),
              "not a valid selector operator");
    }
    for (var complaint : Formats.qualifiedName(Values.text(requirement, "key"))) {
      errors.invalid(
          spot.field("key").toString(), Values.quote(Values.text(requirement, "key")), complaint);
    }
  }

  static void rollingUpdate(
      ObjectNode update, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    for (var field : List.of("maxUnavailable", "maxSurge")) {
      intOrPercent(update.path(field), spot.field(field), errors);
    }
    if (isZero(update.path("maxUnavailable")) && isZero(update.path("maxSurge"))) {
      errors.invalid(
          spot.field("maxUnavailable").toString(),
          Values.spell(update.path("maxUnavailable")),
          "may not be 0 when `maxSurge` is 0");
    }
  }

  private static boolean isZero(JsonNode value) {
    return value.isNumber() ? value.asInt() == 0 : value.asString("").equals("0%");
  }

  static void intOrPercent(JsonNode value, Spot spot, FieldErrors errors) {
    if (value.isNumber() && value.asInt() < 0) {
      errors.invalid(spot.toString(), Values.spell(value), "must be greater than or equal to 0");
    } else if (value.isString() && !value.stringValue().matches("[0-9]+%")) {
      errors.invalid(
          spot.toString(),
          Values.spell(value),
          "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')");
    }
  }

  static void progressDeadline(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var deadline = spec.path("progressDeadlineSeconds");
    if (deadline.isNumber() && deadline.asLong() <= spec.path("minReadySeconds").asLong(0)) {
      errors.invalid(
          spot.field("progressDeadlineSeconds").toString(),
          Values.spell(deadline),
          "must be greater than minReadySeconds");
    }
  }

  static void statefulSetChanges(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (old == null) {
      return;
    }
    var lean = spec.deepCopy().without(CHANGEABLE);
    if (!lean.equals(old.deepCopy().without(CHANGEABLE))) {
      errors.forbidden(
          spot.toString(),
          "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
    }
  }

  static void jobTemplate(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (!(spec.get("template") instanceof ObjectNode template)) {
      return;
    }
    var policy = Values.text(template.path("spec"), "restartPolicy");
    if (policy.equals("Always") || policy.isEmpty()) {
      errors.required(
          spot.field("template").field("spec").field("restartPolicy").toString(),
          "valid values: \"OnFailure\", \"Never\"");
    }
  }
}
