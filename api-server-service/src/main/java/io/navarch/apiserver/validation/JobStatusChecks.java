package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How far a Job says it is. */
final class JobStatusChecks {

  static final Map<String, CodeCheck> CHECKS = Map.of("jobStatus", JobStatusChecks::status);

  private static final Spot STATUS = Spot.ROOT.field("status");
  private static final Spot CONDITIONS = STATUS.field("conditions");

  private JobStatusChecks() {}

  private static void status(
      ObjectNode job, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    var status = job.path("status");
    boolean complete = isTrue(status, "Complete");
    boolean failed = isTrue(status, "Failed");
    ends(status, complete, failed, errors);
    conditions(status, complete, failed, errors);
    if (status.has("ready") && status.path("ready").asLong(0) > status.path("active").asLong(0)) {
      errors.invalid(
          STATUS.field("ready"), status.path("ready"), "cannot set more ready pods than active");
    }
    indexes(job, status, errors);
    if (old != null) {
      counters(status, old.path("status"), errors);
      kept(job, status, old.path("status"), errors);
    }
  }

  private static boolean isTrue(JsonNode status, String type) {
    return status
        .path("conditions")
        .valueStream()
        .filter(condition -> Values.text(condition, "type").equals(type))
        .anyMatch(condition -> Values.text(condition, "status").equals("True"));
  }

  private static void ends(JsonNode status, boolean complete, boolean failed, FieldErrors errors) {
    if (complete && !status.has("completionTime")) {
      errors.required(
          STATUS.field("completionTime"), "completionTime is required for Complete jobs");
    }
    if (!complete && status.has("completionTime")) {
      errors.invalid(
          STATUS.field("completionTime"),
          status.path("completionTime"),
          "cannot set completionTime when there is no Complete=True condition");
    }
    if (!complete && !failed) {
      return;
    }
    if (!status.has("startTime")) {
      errors.required(STATUS.field("startTime"), "startTime is required for finished job");
    }
    for (var field : List.of("active", "terminating")) {
      if (status.path(field).asLong(0) > 0) {
        errors.invalid(
            STATUS.field(field),
            status.path(field),
            field.equals("active")
                ? "active>0 is invalid for finished job"
                : "terminating>0 is invalid for finished job");
      }
    }
  }

  private static void conditions(
      JsonNode status, boolean complete, boolean failed, FieldErrors errors) {
    if (complete && failed) {
      words("cannot set Complete=True and Failed=true conditions", errors);
    }
    if (complete && !isTrue(status, "SuccessCriteriaMet")) {
      words(
          "cannot set Complete=True condition without the SuccessCriteriaMet=true condition",
          errors);
    }
    if (failed && !isTrue(status, "FailureTarget")) {
      words("cannot set Failed=True condition without the FailureTarget=true condition", errors);
    }
  }

  private static void words(String words, FieldErrors errors) {
    errors.add("FieldValueInvalid", CONDITIONS.toString(), "Invalid value: " + words);
  }

  private static void indexes(ObjectNode job, JsonNode status, FieldErrors errors) {
    var spec = job.path("spec");
    for (var field : List.of("completedIndexes", "failedIndexes")) {
      var indexes = status.path(field);
      if (!Values.isSet(indexes)) {
        continue;
      }
      var trouble = IndexRanges.complaint(indexes.asString(""), spec.path("completions").asLong(0));
      if (!trouble.isEmpty()) {
        errors.invalid(
            STATUS.field(field), indexes, "error parsing %s: %s".formatted(field, trouble));
      }
      if (!Values.text(spec, "completionMode").equals("Indexed")) {
        errors.invalid(
            STATUS.field(field),
            indexes,
            "cannot set non-empty %s when non-indexed completion mode".formatted(field));
      }
    }
  }

  private static void counters(JsonNode status, JsonNode before, FieldErrors errors) {
    for (var field : List.of("failed", "succeeded")) {
      if (status.path(field).asLong(0) < before.path(field).asLong(0)) {
        errors.invalid(
            STATUS.field(field),
            status.path(field),
            "cannot decrease the %s counter".formatted(field));
      }
    }
  }

  /** What a Job has said of its beginning and of its end stays said. */
  private static void kept(ObjectNode job, JsonNode status, JsonNode before, FieldErrors errors) {
    boolean suspended = Values.isTrue(job.path("spec"), "suspend");
    if (!suspended
        && before.has("startTime")
        && !status.path("startTime").equals(before.path("startTime"))
        && !isResuming(status, before)) {
      errors.invalid(
          STATUS.field("startTime"),
          status.path("startTime"),
          "field is immutable for unsuspended job once set");
    }
    for (var type : List.of("Complete", "Failed")) {
      if (isTrue(before, type) && !isTrue(status, type)) {
        words("cannot disable the terminal %s=True condition".formatted(type), errors);
      }
    }
    for (var type : List.of("FailureTarget", "SuccessCriteriaMet")) {
      if (isTrue(before, type) && !isTrue(status, type)) {
        words("cannot disable the %s=True condition".formatted(type), errors);
      }
    }
  }

  private static boolean isResuming(JsonNode status, JsonNode before) {
    return isTrue(before, "Suspended") && !isTrue(status, "Suspended");
  }
}
