package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Jobs and what makes them at certain times. */
final class JobChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "job", JobChecks::selector,
          "jobChanges", JobChecks::changes,
          "jobTemplate", JobChecks::template,
          "indexes", JobChecks::indexes,
          "schedule", JobChecks::schedule,
          "timeZone", JobChecks::timeZone,
          "cronJobTemplate", JobChecks::cronJobTemplate);

  private static final int MAX_PARALLEL_INDEXES = 100_000;
  private static final List<String> FINAL_POLICIES = List.of("OnFailure", "Never");
  private static final String UID = "batch.kubernetes.io/controller-uid";

  /** What may change of the Pods of a Job that is suspended and has not begun. */
  private static final List<String> PLACEMENT =
      List.of("nodeSelector", "tolerations", "schedulingGates");

  private JobChecks() {}

  private static void selector(
      ObjectNode job, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    if (!(job.get("spec") instanceof ObjectNode spec)) {
      return;
    }
    var spot = root.field("spec");
    var selector = spec.path("selector");
    if (!selector.isObject()) {
      errors.required(spot.field("selector"));
    } else {
      SelectorChecks.check(selector, spot.field("selector"), errors);
      generated(job, spec, spot, errors);
    }
    WorkloadChecks.matches(spec, selector, spot.field("template"), errors);
  }

  private static void generated(ObjectNode job, ObjectNode spec, Spot spot, FieldErrors errors) {
    var uid = Values.text(job.path("metadata"), "uid");
    var labels = spec.path("selector").path("matchLabels");
    boolean own =
        labels.size() == 1
            && (Values.text(labels, UID).equals(uid)
                || Values.text(labels, "controller-uid").equals(uid));
    if (!Values.isTrue(spec, "manualSelector") && !own) {
      errors.invalid(
          spot.field("selector"), spec.path("selector"), "`selector` not auto-generated");
    }
  }

  private static void template(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (!(spec.get("template") instanceof ObjectNode template)) {
      return;
    }
    var place = spot.field("template");
    WorkloadChecks.templateBasics(template, place, errors);
    var policy = Values.text(template.path("spec"), "restartPolicy");
    if (policy.equals("Always") || policy.isEmpty()) {
      errors.required(
          place.field("spec").field("restartPolicy"), "valid values: \"OnFailure\", \"Never\"");
    } else {
      WorkloadChecks.restartPolicy(template, FINAL_POLICIES, place, errors);
    }
  }

  private static void indexes(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    boolean indexed = Values.text(spec, "completionMode").equals("Indexed");
    var parallelism = spec.path("parallelism");
    if (indexed && !spec.has("completions")) {
      errors.required(spot.field("completions"), "when completion mode is Indexed");
    }
    if (indexed && parallelism.asLong(0) > MAX_PARALLEL_INDEXES) {
      errors.invalid(
          spot.field("parallelism"),
          parallelism,
          "must be less than or equal to %d when completion mode is Indexed"
              .formatted(MAX_PARALLEL_INDEXES));
    }
    if (spec.has("maxFailedIndexes") && !spec.has("backoffLimitPerIndex")) {
      errors.required(spot.field("backoffLimitPerIndex"), "when maxFailedIndexes is specified");
    }
    for (var field : List.of("backoffLimitPerIndex", "maxFailedIndexes")) {
      if (spec.has(field) && !indexed) {
        errors.invalid(spot.field(field), spec.path(field), "requires indexed completion mode");
      }
    }
  }

  private static void changes(
      ObjectNode job, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    if (old == null) {
      return;
    }
    var spec = job.path("spec");
    var before = old.path("spec");
    var spot = root.field("spec");
    completions(spec, before, spot, errors);
    for (var field :
        List.of(
            "selector",
            "completionMode",
            "podFailurePolicy",
            "backoffLimitPerIndex",
            "managedBy",
            "successPolicy")) {
      if (!spec.path(field).equals(before.path(field))) {
        errors.invalid(spot.field(field), spec.path(field), "field is immutable");
      }
    }
    boolean idle = Values.isTrue(before, "suspend") && !old.path("status").has("startTime");
    if (!comparable(spec, before, idle).equals(before.path("template"))) {
      var place = idle ? spot.field("template").field("spec") : spot.field("template");
      errors.invalid(place, spec.path("template"), "field is immutable");
    }
  }

  private static void completions(JsonNode spec, JsonNode before, Spot spot, FieldErrors errors) {
    var now = spec.path("completions");
    if (now.equals(before.path("completions"))) {
      return;
    }
    boolean indexed = Values.text(spec, "completionMode").equals("Indexed");
    if (!indexed) {
      errors.invalid(spot.field("completions"), now, "field is immutable");
    } else if (!Objects.equals(now, spec.path("parallelism"))) {
      errors.invalid(
          spot.field("completions"), now, "can only be modified in tandem with spec.parallelism");
    }
  }

  /** The new template with what may change put back to what it was. */
  private static JsonNode comparable(JsonNode spec, JsonNode before, boolean idle) {
    var template = spec.path("template").deepCopy();
    var old = before.path("template");
    if (!idle || !(template.get("spec") instanceof ObjectNode pod)) {
      return template;
    }
    PLACEMENT.forEach(field -> restore(pod, old.path("spec"), field));
    if (pod.get("affinity") instanceof ObjectNode affinity) {
      restore(affinity, old.path("spec").path("affinity"), "nodeAffinity");
    }
    if (template.get("metadata") instanceof ObjectNode metadata) {
      Set.of("labels", "annotations")
          .forEach(field -> restore(metadata, old.path("metadata"), field));
    }
    return template;
  }

  private static void restore(ObjectNode target, JsonNode source, String field) {
    var value = source.get(field);
    if (value == null) {
      target.remove(field);
    } else {
      target.set(field, value);
    }
  }

  private static void schedule(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var schedule = spec.path("schedule");
    var text = schedule.asString("");
    if (text.isEmpty()) {
      return;
    }
    if (text.contains("TZ")) {
      errors.invalid(
          spot.field("schedule"),
          schedule,
          "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
    } else {
      errors.invalid(spot.field("schedule"), schedule, CronText.complaints(text));
    }
  }

  private static void timeZone(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var zone = spec.path("timeZone");
    if (!zone.isString()) {
      return;
    }
    var name = zone.stringValue();
    if (name.isEmpty()) {
      errors.invalid(spot.field("timeZone"), zone, "timeZone must be nil or non-empty string");
    } else if (name.equalsIgnoreCase("Local")) {
      errors.invalid(
          spot.field("timeZone"),
          zone,
          "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
    } else if (!name.equals("UTC") && !ZoneId.getAvailableZoneIds().contains(name)) {
      errors.invalid(spot.field("timeZone"), zone, "unknown time zone " + name);
    }
  }

  private static void cronJobTemplate(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var job = spec.path("jobTemplate").path("spec");
    var place = spot.field("jobTemplate").field("spec");
    if (Values.isTrue(job, "manualSelector")) {
      errors.notSupported(
          place.field("manualSelector"), job.path("manualSelector"), List.of("nil", "false"));
    }
    if (job.has("selector")) {
      errors.invalid(
          place.field("selector"), job.path("selector"), "`selector` will be auto-generated");
    }
  }
}
