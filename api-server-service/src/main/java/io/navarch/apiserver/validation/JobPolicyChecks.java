package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** When a Job has failed, and when it has succeeded. */
final class JobPolicyChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "podReplacement", JobPolicyChecks::podReplacement,
          "failurePolicy", JobPolicyChecks::failurePolicy,
          "successPolicy", JobPolicyChecks::successPolicy);

  private static final List<String> ACTIONS = List.of("Count", "FailIndex", "FailJob", "Ignore");
  private static final List<String> OPERATORS = List.of("In", "NotIn");
  private static final List<String> STATES = List.of("False", "True", "Unknown");
  private static final String RULES = "rules";

  private JobPolicyChecks() {}

  private static void podReplacement(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var policy = spec.path("podReplacementPolicy");
    var allowed =
        spec.has("podFailurePolicy") ? List.of("Failed") : List.of("Failed", "TerminatingOrFailed");
    if (policy.isString() && !allowed.contains(policy.stringValue())) {
      errors.notSupported(spot.field("podReplacementPolicy"), policy, allowed);
    }
  }

  private static void failurePolicy(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (!spec.has("podFailurePolicy")) {
      return;
    }
    var pod = spec.path("template").path("spec");
    if (!Values.text(pod, "restartPolicy").equals("Never")) {
      errors.invalid(
          spot.field("template").field("spec").field("restartPolicy"),
          pod.path("restartPolicy"),
          "only \"Never\" is supported when podFailurePolicy is specified");
    }
    Values.each(
        spec.path("podFailurePolicy").path(RULES),
        spot.field("podFailurePolicy").field(RULES),
        (rule, at) -> failureRule(spec, rule, at, errors));
  }

  private static void failureRule(ObjectNode spec, JsonNode rule, Spot spot, FieldErrors errors) {
    var action = rule.path("action");
    if (!Values.isSet(action)) {
      errors.required(spot.field("action"), "valid values: [Count FailIndex FailJob Ignore]");
    } else if (!ACTIONS.contains(action.asString(""))) {
      errors.notSupported(spot.field("action"), action, ACTIONS);
    } else if (action.asString("").equals("FailIndex") && !spec.has("backoffLimitPerIndex")) {
      errors.invalid(spot.field("action"), action, "requires the backoffLimitPerIndex to be set");
    }
    var codes = rule.path("onExitCodes");
    var conditions = rule.path("onPodConditions");
    if (codes.isObject() && !conditions.isEmpty()) {
      errors.invalid(
          spot.toString(),
          Values.spell(rule),
          "specifying both OnExitCodes and OnPodConditions is not supported");
    } else if (!codes.isObject() && conditions.isEmpty()) {
      errors.add(
          "FieldValueInvalid",
          spot.toString(),
          "Invalid value: specifying one of OnExitCodes and OnPodConditions is required");
    }
    if (codes.isObject()) {
      exitCodes(spec, codes, spot.field("onExitCodes"), errors);
    }
    Values.each(
        conditions,
        spot.field("onPodConditions"),
        (condition, at) -> podCondition(condition, at, errors));
  }

  private static void podCondition(JsonNode condition, Spot spot, FieldErrors errors) {
    var type = Values.text(condition, "type");
    errors.invalid(spot.field("type"), Values.string(type), Formats.qualifiedName(type));
    var status = condition.path("status");
    if (!Values.isSet(status)) {
      errors.required(spot.field("status"), "valid values: [False True Unknown]");
    } else if (!STATES.contains(status.asString(""))) {
      errors.notSupported(spot.field("status"), status, STATES);
    }
  }

  private static void exitCodes(ObjectNode spec, JsonNode codes, Spot spot, FieldErrors errors) {
    var operator = codes.path("operator");
    if (!Values.isSet(operator)) {
      errors.required(spot.field("operator"), "valid values: [In NotIn]");
    } else if (!OPERATORS.contains(operator.asString(""))) {
      errors.notSupported(spot.field("operator"), operator, OPERATORS);
    }
    var container = codes.path("containerName");
    if (Values.isSet(container) && !containerNames(spec).contains(container)) {
      errors.invalid(
          spot.field("containerName"),
          container,
          "must be one of the container or initContainer names in the pod template");
    }
    var values = codes.path("values");
    if (values.isEmpty()) {
      errors.invalid(spot.field("values"), values, "at least one value is required");
    }
    codeValues(values, operator.asString("").equals("In"), spot.field("values"), errors);
  }

  private static void codeValues(JsonNode values, boolean in, Spot spot, FieldErrors errors) {
    var seen = new HashSet<JsonNode>();
    boolean ordered = true;
    for (int i = 0; i < values.size(); i++) {
      var value = values.get(i);
      if (in && value.asInt(0) == 0) {
        errors.invalid(spot.index(i), value, "must not be 0 for the In operator");
      }
      if (!seen.add(value)) {
        errors.duplicate(spot.index(i), value);
      }
      ordered &= i == 0 || values.get(i - 1).asInt(0) <= value.asInt(0);
    }
    if (!ordered) {
      errors.invalid(spot, values, "must be ordered");
    }
  }

  private static Set<JsonNode> containerNames(ObjectNode spec) {
    var names = new HashSet<JsonNode>();
    var pod = spec.path("template").path("spec");
    for (var list : List.of("containers", "initContainers")) {
      pod.path(list).forEach(container -> names.add(container.path("name")));
    }
    return names;
  }

  private static void successPolicy(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var policy = spec.path("successPolicy");
    var place = spot.field("successPolicy");
    if (!policy.isObject()) {
      return;
    }
    if (!Values.text(spec, "completionMode").equals("Indexed")) {
      errors.invalid(place, policy, "requires indexed completion mode");
      return;
    }
    if (policy.path(RULES).isEmpty()) {
      errors.required(
          place.field(RULES),
          "at least one rules must be specified when the successPolicy is specified");
    }
    long completions = spec.path("completions").asLong(0);
    Values.each(
        policy.path(RULES),
        place.field(RULES),
        (rule, at) -> successRule(rule, completions, at, errors));
  }

  private static void successRule(JsonNode rule, long completions, Spot spot, FieldErrors errors) {
    var count = rule.path("succeededCount");
    var indexes = rule.path("succeededIndexes");
    if (count.isMissingNode() && indexes.isMissingNode()) {
      errors.required(spot, "at least one of succeededCount or succeededIndexes must be specified");
    }
    if (indexes.isString()) {
      var trouble = IndexRanges.complaint(indexes.stringValue(), completions);
      if (!trouble.isEmpty()) {
        errors.invalid(
            spot.field("succeededIndexes"), indexes, "error parsing succeededIndexes: " + trouble);
      }
    }
    if (count.asLong(0) > completions) {
      errors.invalid(
          spot.field("succeededCount"),
          count,
          "must be less than or equal to %d (the number of specified completions)"
              .formatted(completions));
    }
    if (count.isNumber() && count.asLong() < 0) {
      errors.invalid(spot.field("succeededCount"), count, "must be greater than or equal to 0");
    }
  }
}
