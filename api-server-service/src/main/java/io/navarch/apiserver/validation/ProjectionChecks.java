package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Files that are made of objects. */
final class ProjectionChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "downwardFiles", ProjectionChecks::downwardFiles,
          "projectionSource", ProjectionChecks::projectionSource,
          "projectedPaths", ProjectionChecks::projectedPaths,
          "tokenLife", ProjectionChecks::tokenLife);

  private static final List<String> FIELDS =
      List.of(
          "metadata.annotations",
          "metadata.labels",
          "metadata.name",
          "metadata.namespace",
          "metadata.uid");
  private static final int MAX_MODE = 511;
  private static final String MODE_WORDS =
      "must be a number between 0 and 0777 (octal), both inclusive";
  private static final long LONGEST_TOKEN = 1L << 32;

  private ProjectionChecks() {}

  /** The places lack the index, as upstream tells them. */
  private static void downwardFiles(
      ObjectNode source, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    mode(source.path("defaultMode"), spot.field("defaultMode"), errors);
    for (var file : source.path("items")) {
      var path = file.path("path");
      if (!Values.isSet(path)) {
        errors.required(spot.field("path"));
      }
      errors.invalid(spot.field("path"), path, Formats.check("localPath", path.asString("")));
      boolean field = file.has("fieldRef");
      boolean resource = file.has("resourceFieldRef");
      if (field) {
        EnvironmentChecks.field(file.path("fieldRef"), FIELDS, spot.field("fieldRef"), errors);
        if (resource) {
          errors.invalid(
              spot,
              Values.string("resource"),
              "fieldRef and resourceFieldRef can not be specified simultaneously");
        }
      } else if (resource) {
        resource(file.path("resourceFieldRef"), spot.field("resourceFieldRef"), errors);
      } else {
        errors.required(spot, "one of fieldRef and resourceFieldRef is required");
      }
      mode(file.path("mode"), spot.field("mode"), errors);
    }
  }

  private static void resource(JsonNode selector, Spot spot, FieldErrors errors) {
    if (Values.text(selector, "containerName").isEmpty()) {
      errors.required(spot.field("containerName"));
    } else {
      EnvironmentChecks.resource(selector, spot, errors);
    }
  }

  private static void mode(JsonNode mode, Spot spot, FieldErrors errors) {
    if (mode.isNumber() && (mode.asInt() < 0 || mode.asInt() > MAX_MODE)) {
      errors.invalid(spot, mode, MODE_WORDS);
    }
  }

  private static void projectionSource(
      ObjectNode source, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (source.valueStream().filter(JsonNode::isObject).count() > 1) {
      errors.forbidden(spot, "may not specify more than 1 volume type per source");
    }
  }

  /** No two sources write one file. */
  private static void projectedPaths(
      ObjectNode volume, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var taken = new HashSet<String>();
    for (var source : volume.path("projected").path("sources")) {
      var token = source.path("serviceAccountToken");
      if (token.isObject() && Values.text(token, "path").isEmpty()) {
        errors.required(spot.field("projected").field("path"));
      }
      for (var part : source) {
        for (var item : part.path("items")) {
          taken(Values.text(item, "path"), Values.text(part, "name"), taken, spot, errors);
        }
        if (part.has("path")) {
          taken(Values.text(part, "path"), Values.text(part, "path"), taken, spot, errors);
        }
      }
    }
  }

  private static void taken(
      String path, String source, Set<String> taken, Spot spot, FieldErrors errors) {
    if (!path.isEmpty() && !taken.add(path)) {
      errors.invalid(spot.field("projected"), Values.string(source), "conflicting duplicate paths");
    }
  }

  private static void tokenLife(
      ObjectNode token, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var seconds = token.path("expirationSeconds");
    if (seconds.asLong(0) > LONGEST_TOKEN) {
      errors.invalid(
          spot.field("expirationSeconds"),
          seconds,
          "may not specify a duration larger than 2^32 seconds");
    }
  }
}
