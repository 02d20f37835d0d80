package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.request.Query;
import io.navarch.apiserver.validation.FieldErrors;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import lombok.Builder;

/**
 * What a list or watch asks for, checked as upstream checks it.
 *
 * @param limit 0 for none
 * @param match how the version is to be matched, or empty
 */
@Builder
record ListOptions(
    String labelSelector,
    String fieldSelector,
    boolean watch,
    boolean bookmarks,
    String resourceVersion,
    String match,
    long limit,
    String continueToken,
    OptionalLong timeoutSeconds,
    Optional<Boolean> sendInitialEvents) {

  static final String EXACT = "Exact";
  static final String NOT_OLDER_THAN = "NotOlderThan";

  private static final String MATCH = "resourceVersionMatch";

  static ListOptions of(Query query, boolean watch) {
    var options =
        builder()
            .labelSelector(query.first("labelSelector"))
            .fieldSelector(query.first("fieldSelector"))
            .watch(watch)
            .bookmarks(query.flag("allowWatchBookmarks").orElse(false))
            .resourceVersion(query.first("resourceVersion"))
            .match(query.first(MATCH))
            .limit(Math.max(0, query.number("limit").orElse(0)))
            .continueToken(query.first("continue"))
            .timeoutSeconds(query.number("timeoutSeconds"))
            .sendInitialEvents(query.flag("sendInitialEvents"))
            .build();
    var errors = new FieldErrors();
    if (watch) {
      options.checkWatch(errors);
    } else {
      options.checkList(errors);
    }
    if (!errors.isEmpty()) {
      throw Refusals.invalidOptions("ListOptions", errors);
    }
    return options;
  }

  private void checkList(FieldErrors errors) {
    if (sendInitialEvents.isPresent()) {
      errors.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list");
    }
    if (match.isEmpty()) {
      return;
    }
    if (resourceVersion.isEmpty()) {
      errors.forbidden(
          MATCH, "resourceVersionMatch is forbidden unless resourceVersion is provided");
    }
    if (!continueToken.isEmpty()) {
      errors.forbidden(MATCH, "resourceVersionMatch is forbidden when continue is provided");
    }
    if (!match.equals(EXACT) && !match.equals(NOT_OLDER_THAN)) {
      errors.add(
          "FieldValueNotSupported",
          MATCH,
          "Unsupported value: \"%s\": supported values: \"%s\", \"%s\", \"\""
              .formatted(match, EXACT, NOT_OLDER_THAN));
    }
    if (match.equals(EXACT) && resourceVersion.equals("0")) {
      errors.forbidden(
          MATCH, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
    }
  }

  private void checkWatch(FieldErrors errors) {
    if (sendInitialEvents.isEmpty()) {
      if (!match.isEmpty()) {
        errors.forbidden(
            MATCH,
            "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
      }
      return;
    }
    if (match.isEmpty()) {
      errors.forbidden(
          MATCH, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
    } else if (!match.equals(NOT_OLDER_THAN)) {
      errors.notSupported(MATCH, '"' + match + '"', List.of(NOT_OLDER_THAN));
    }
    if (!continueToken.isEmpty()) {
      errors.forbidden("continue", "continue is forbidden for watch");
    }
  }
}
