package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.registry.DeleteOptions;
import io.navarch.apiserver.registry.DeleteOptions.Propagation;
import io.navarch.apiserver.request.Query;
import io.navarch.apiserver.validation.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code DeleteOptions} as they come: in the body, or else in the query.
 *
 * @param dryRun as sent
 */
record DeleteBody(DeleteOptions options, boolean dryRun) {

  private static final String PROPAGATION = "propagationPolicy";

  /** Reads the options from the body, if there is one, or from the query. */
  static DeleteBody of(Optional<ObjectNode> body, Query query) {
    return body.map(DeleteBody::ofBody).orElseGet(() -> ofQuery(query));
  }

  private static DeleteBody ofBody(ObjectNode body) {
    @Nullable JsonNode orphan = body.get("orphanDependents");
    var dryRun = body.path("dryRun").valueStream().map(v -> v.asString("")).toList();
    var propagation =
        propagation(
            body.path(PROPAGATION).asString(""),
            orphan == null || orphan.isNull()
                ? Optional.empty()
                : Optional.of(orphan.asBoolean(false)),
            dryRun);
    var preconditions = body.path("preconditions");
    return new DeleteBody(
        new DeleteOptions(
            body.path("gracePeriodSeconds").isNumber()
                ? OptionalLong.of(body.path("gracePeriodSeconds").asLong())
                : OptionalLong.empty(),
            propagation,
            preconditions.path("uid").asString(""),
            preconditions.path("resourceVersion").asString("")),
        !dryRun.isEmpty());
  }

  private static DeleteBody ofQuery(Query query) {
    var grace = query.number("gracePeriodSeconds");
    var propagation =
        propagation(query.first(PROPAGATION), query.flag("orphanDependents"), query.all("dryRun"));
    return new DeleteBody(
        new DeleteOptions(grace, propagation, "", ""), !query.first("dryRun").isEmpty());
  }

  private static Propagation propagation(
      String policy, Optional<Boolean> orphan, List<String> dryRun) {
    var errors = new FieldErrors();
    if (orphan.isPresent() && !policy.isEmpty()) {
      errors.invalid(
          PROPAGATION,
          '"' + policy + '"',
          "orphanDependents and deletionPropagation cannot be both set");
    } else if (!policy.isEmpty() && named(policy) == Propagation.UNSET) {
      errors.add(
          "FieldValueNotSupported",
          PROPAGATION,
          ("Unsupported value: \"%s\": supported values: \"Foreground\", \"Background\", "
                  + "\"Orphan\", \"nil\"")
              .formatted(policy));
    }
    WriteOptions.checkDryRun(new ArrayList<>(dryRun), errors);
    if (!errors.isEmpty()) {
      throw Refusals.invalidOptions("DeleteOptions", errors);
    }
    return orphan
        .map(keeps -> keeps ? Propagation.ORPHAN : Propagation.BACKGROUND)
        .orElse(named(policy));
  }

  private static Propagation named(String policy) {
    return switch (policy) {
      case "Background" -> Propagation.BACKGROUND;
      case "Foreground" -> Propagation.FOREGROUND;
      case "Orphan" -> Propagation.ORPHAN;
      default -> Propagation.UNSET;
    };
  }
}
