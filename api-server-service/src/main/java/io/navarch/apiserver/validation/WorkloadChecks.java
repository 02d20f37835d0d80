package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
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

  static final Map<String, CodeCheck> CHECKS =
      Map.ofEntries(
          Map.entry("controllerTemplate", WorkloadChecks::template),
          Map.entry("deploymentSelector", WorkloadChecks::deploymentSelector),
          Map.entry("daemonSelector", (o, _, s, e) -> selector(o, "daemonset", s, e)),
          Map.entry("statefulSetSelector", (o, _, s, e) -> selector(o, "statefulset", s, e)),
          Map.entry("deploymentStrategy", WorkloadChecks::deploymentStrategy),
          Map.entry("daemonStrategy", WorkloadChecks::daemonStrategy),
          Map.entry("progressDeadline", WorkloadChecks::progressDeadline),
          Map.entry("statefulSetPolicies", WorkloadChecks::statefulSetPolicies),
          Map.entry("statefulSetChanges", WorkloadChecks::statefulSetChanges));

  private static final Set<String> CHANGEABLE =
      Set.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "revisionHistoryLimit",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds");
  private static final String MAX_UNAVAILABLE = "maxUnavailable";
  private static final String MAX_SURGE = "maxSurge";
  private static final String ROLLING = "rollingUpdate";

  private WorkloadChecks() {}

  /** Pods of controllers that keep them running restart always. */
  private static void template(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var place = spot.field("template");
    if (spec.get("template") instanceof ObjectNode template) {
      templateBasics(template, place, errors);
      restartPolicy(template, List.of("Always"), place, errors);
      if (template.path("spec").has("activeDeadlineSeconds")) {
        errors.forbidden(
            place.field("spec").field("activeDeadlineSeconds"),
            "activeDeadlineSeconds in %s is not Supported".formatted(kind(spec)));
      }
    }
    var selector = spec.path("selector");
    boolean plain =
        spec.path("strategy").isMissingNode() && kind(spec).equals("ReplicationController");
    if (plain
        ? spec.path("template").isObject() && !selector.isEmpty()
        : !selector.isObject() || !selector.isEmpty()) {
      matches(spec, spec.path("selector"), place, errors);
    }
  }

  /** Told apart by what only one of them has; upstream says ReplicaSet of Deployments too. */
  private static String kind(ObjectNode spec) {
    if (spec.path("updateStrategy").isMissingNode()) {
      return spec.path("selector").has("matchLabels")
              || spec.path("selector").has("matchExpressions")
          ? "ReplicaSet"
          : "ReplicationController";
    }
    return spec.has("podManagementPolicy") ? "StatefulSet" : "DaemonSet";
  }

  static void templateBasics(ObjectNode template, Spot place, FieldErrors errors) {
    var metadata = template.path("metadata");
    ObjectMetaRules.labels(metadata.path("labels"), place.field("labels"), errors);
    ObjectMetaRules.annotations(metadata.path("annotations"), place.field("annotations"), errors);
    if (!template.path("spec").path("ephemeralContainers").isEmpty()) {
      errors.forbidden(
          place.field("spec").field("ephemeralContainers"),
          "ephemeral containers not allowed in pod template");
    }
  }

  static void matches(ObjectNode spec, JsonNode selector, Spot place, FieldErrors errors) {
    var labels = spec.path("template").path("metadata").path("labels");
    if (!selects(selector, labels)) {
      errors.invalid(
          place.field("metadata").field("labels"),
          labels,
          "`selector` does not match template `labels`");
    }
  }

  /** An ill-formed selector is told by its own check. */
  private static boolean selects(JsonNode selector, JsonNode labels) {
    var isNew = selector.has("matchLabels") || selector.has("matchExpressions");
    if (!selector.isObject()) {
      return false;
    }
    try {
      var parsed =
          isNew ? LabelSelector.fromObject(selector) : LabelSelector.ofLabels(strings(selector));
      return parsed.matches(strings(labels));
    } catch (SelectorFormatException e) {
      return true;
    }
  }

  private static Map<String, String> strings(JsonNode labels) {
    var result = new HashMap<String, String>();
    labels.properties().forEach(e -> result.put(e.getKey(), e.getValue().asString("")));
    return result;
  }

  static void restartPolicy(
      ObjectNode template, List<String> allowed, Spot place, FieldErrors errors) {
    var policy = template.path("spec").path("restartPolicy");
    if (Values.isSet(policy) && !allowed.contains(policy.asString(""))) {
      errors.notSupported(place.field("spec").field("restartPolicy"), policy, allowed);
    }
  }

  private static void deploymentSelector(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    selector(spec, "deployment", spot, errors);
    var selector = spec.path("selector");
    if (selector.isObject()) {
      try {
        var _ = LabelSelector.fromObject(selector);
      } catch (SelectorFormatException e) {
        errors.invalid(spot.field("selector"), selector, "invalid label selector");
      }
    }
  }

  private static void selector(ObjectNode spec, String kind, Spot spot, FieldErrors errors) {
    var selector = spec.path("selector");
    var place = spot.field("selector");
    if (selector.isObject() && selector.isEmpty()) {
      errors.invalid(place, selector, "empty selector is invalid for " + kind);
    }
    SelectorChecks.check(selector, place, errors);
  }

  private static void deploymentStrategy(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var strategy = spec.path("strategy");
    var place = spot.field("strategy");
    var rolling = strategy.path(ROLLING);
    switch (Values.text(strategy, "type")) {
      case "Recreate" -> {
        if (rolling.isObject()) {
          errors.forbidden(
              place.field(ROLLING), "may not be specified when strategy `type` is 'Recreate'");
        }
      }
      case "RollingUpdate" -> {
        if (rolling.isObject()) {
          rollingUpdate(rolling, place.field(ROLLING), errors);
        } else {
          errors.required(place.field(ROLLING), "this should be defaulted and never be nil");
        }
      }
      default -> errors.notSupported(place, strategy, List.of("Recreate", "RollingUpdate"));
    }
  }

  private static void rollingUpdate(JsonNode update, Spot spot, FieldErrors errors) {
    Percentages.check(update.path(MAX_UNAVAILABLE), spot.field(MAX_UNAVAILABLE), errors);
    Percentages.check(update.path(MAX_SURGE), spot.field(MAX_SURGE), errors);
    if (Percentages.amount(update.path(MAX_UNAVAILABLE)) == 0
        && Percentages.amount(update.path(MAX_SURGE)) == 0) {
      errors.invalid(
          spot.field(MAX_UNAVAILABLE),
          update.path(MAX_UNAVAILABLE),
          "may not be 0 when `maxSurge` is 0");
    }
    Percentages.notAboveAll(update.path(MAX_UNAVAILABLE), spot.field(MAX_UNAVAILABLE), errors);
  }

  private static void daemonStrategy(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var strategy = spec.path("updateStrategy");
    var place = spot.field("updateStrategy");
    switch (Values.text(strategy, "type")) {
      case "OnDelete" -> {}
      case "RollingUpdate" -> daemonUpdate(strategy.path(ROLLING), place.field(ROLLING), errors);
      default -> errors.notSupported(place, strategy, List.of("RollingUpdate", "OnDelete"));
    }
  }

  private static void daemonUpdate(JsonNode update, Spot spot, FieldErrors errors) {
    if (!update.isObject()) {
      errors.required(spot);
      return;
    }
    for (var field : List.of(MAX_UNAVAILABLE, MAX_SURGE)) {
      Percentages.check(update.path(field), spot.field(field), errors);
      Percentages.notAboveAll(update.path(field), spot.field(field), errors);
    }
    boolean unavailable = Percentages.amount(update.path(MAX_UNAVAILABLE)) != 0;
    boolean surge = Percentages.amount(update.path(MAX_SURGE)) != 0;
    if (unavailable && surge) {
      errors.invalid(
          spot.field(MAX_SURGE),
          update.path(MAX_SURGE),
          "may not be set when maxUnavailable is non-zero");
    } else if (!unavailable && !surge) {
      errors.required(spot.field(MAX_UNAVAILABLE), "cannot be 0 when maxSurge is 0");
    }
  }

  private static void progressDeadline(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var deadline = spec.path("progressDeadlineSeconds");
    if (deadline.isNumber() && deadline.asLong() <= spec.path("minReadySeconds").asLong(0)) {
      errors.invalid(
          spot.field("progressDeadlineSeconds"), deadline, "must be greater than minReadySeconds");
    }
  }

  private static void statefulSetPolicies(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var management = spec.path("podManagementPolicy");
    if (!Values.isSet(management)) {
      errors.required(spot.field("podManagementPolicy"));
    } else if (!List.of("OrderedReady", "Parallel").contains(management.asString(""))) {
      errors.invalid(
          spot.field("podManagementPolicy"), management, "must be 'OrderedReady' or 'Parallel'");
    }
    var strategy = spec.path("updateStrategy");
    var place = spot.field("updateStrategy");
    var rolling = strategy.path(ROLLING);
    switch (Values.text(strategy, "type")) {
      case "" -> errors.required(place);
      case "OnDelete" -> {
        if (rolling.isObject()) {
          errors.invalid(
              place.field(ROLLING), rolling, "only allowed for updateStrategy 'RollingUpdate'");
        }
      }
      case "RollingUpdate" -> {
        var partition = rolling.path("partition");
        if (partition.asLong(0) < 0) {
          errors.invalid(
              place.field(ROLLING).field("partition"),
              partition,
              "must be greater than or equal to 0");
        }
      }
      default -> errors.invalid(place, strategy, "must be 'RollingUpdate' or 'OnDelete'");
    }
    Values.each(
        spec.path("volumeClaimTemplates"),
        spot.field("template").field("spec").field("volumes"),
        (claim, at) -> {
          var name = claim.path("metadata").path("name");
          errors.invalid(at.field("name"), name, Formats.check("dnsLabel", name.asString("")));
        });
  }

  private static void statefulSetChanges(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (old != null
        && !spec.deepCopy().without(CHANGEABLE).equals(old.deepCopy().without(CHANGEABLE))) {
      errors.forbidden(
          spot,
          "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
    }
  }
}
