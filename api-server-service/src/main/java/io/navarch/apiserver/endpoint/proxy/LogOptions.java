package io.navarch.apiserver.endpoint.proxy;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.FieldCause;
import io.navarch.apiserver.request.Query;
import io.navarch.schema.GroupVersionKind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a container's log is wanted, as {@code PodLogOptions} says it. */
record LogOptions(
    Query asked,
    @Nullable Long tailLines,
    @Nullable Long limitBytes,
    @Nullable Long sinceSeconds,
    @Nullable Instant sinceTime) {

  private static final GroupVersionKind KIND = new GroupVersionKind("", "v1", "PodLogOptions");

  static LogOptions parse(Query asked) {
    return new LogOptions(
        asked,
        number(asked.first("tailLines")),
        number(asked.first("limitBytes")),
        number(asked.first("sinceSeconds")),
        time(asked.first("sinceTime")));
  }

  String container() {
    return asked.first("container");
  }

  boolean follow() {
    return asked.isTrue("follow");
  }

  /** Refuses what makes no sense, all of it at once. */
  void validate(String pod) {
    var causes = new ArrayList<FieldCause>();
    check(causes, "tailLines", tailLines, 0, "must be greater than or equal to 0");
    check(causes, "limitBytes", limitBytes, 1, "must be greater than 0");
    if (sinceSeconds != null && sinceTime != null) {
      causes.add(forbidden("[]", "at most one of `sinceTime` or `sinceSeconds` may be specified"));
    } else {
      check(causes, "sinceSeconds", sinceSeconds, 1, "must be greater than 0");
    }
    if (asked.has("stream")) {
      causes.add(forbidden("stream", "may not be specified"));
    }
    if (!causes.isEmpty()) {
      throw ApiStatusException.invalid(KIND, pod, causes);
    }
  }

  /** The same in the node agent's words. */
  String query() {
    return new UrlQuery()
        .addIf(follow(), "follow", "true")
        .addIf(limitBytes != null, "limitBytes", String.valueOf(limitBytes))
        .addIf(asked.isTrue("previous"), "previous", "true")
        .addIf(sinceSeconds != null, "sinceSeconds", String.valueOf(sinceSeconds))
        .addIf(sinceTime != null, "sinceTime", String.valueOf(sinceTime))
        .addIf(tailLines != null, "tailLines", String.valueOf(tailLines))
        .addIf(asked.isTrue("timestamps"), "timestamps", "true")
        .toString();
  }

  private static void check(
      List<FieldCause> causes, String field, @Nullable Long value, long least, String rule) {
    if (value != null && value < least) {
      causes.add(
          new FieldCause("FieldValueInvalid", "Invalid value: " + value + ": " + rule, field));
    }
  }

  private static FieldCause forbidden(String field, String why) {
    return new FieldCause("FieldValueForbidden", "Forbidden: " + why, field);
  }

  private static @Nullable Long number(String text) {
    try {
      return text.isEmpty() ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw ApiStatusException.badRequest(
          "strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(text));
    }
  }

  private static @Nullable Instant time(String text) {
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw ApiStatusException.badRequest(
          "parsing time \"%1$s\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"%1$s\" as \"2006\""
              .formatted(text));
    }
  }
}
