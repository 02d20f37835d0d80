package io.navarch.apiserver.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the parts of a Pod demand of each other. */
final class PodChecks {

  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  private PodChecks() {}

  static void nodeSelector(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    for (var field : List.of("nodeSelector", "selector")) {
      if (spec.get(field) instanceof ObjectNode labels && !labels.has("matchLabels")) {
        ObjectMetaRules.labels(labels, spot.field(field), errors);
      }
    }
  }

  /** Names are unique over all kinds of containers; within the main ones a row has said so. */
  static void containerNames(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var taken = new HashSet<String>();
    spec.path("containers").forEach(c -> taken.add(Values.text(c, "name")));
    for (var list : List.of("initContainers", "ephemeralContainers")) {
      for (int i = 0; i < spec.path(list).size(); i++) {
        var name = Values.text(spec.path(list).get(i), "name");
        if (!name.isEmpty() && !taken.add(name)) {
          errors.duplicate(spot.field(list).index(i).field("name").toString(), Values.quote(name));
        }
      }
    }
  }

  static void hostNetwork(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (!spec.path("hostNetwork").asBoolean(false)) {
      return;
    }
    for (var list : List.of("containers", "initContainers")) {
      for (int i = 0; i < spec.path(list).size(); i++) {
        var ports = spec.path(list).get(i).path("ports");
        for (int j = 0; j < ports.size(); j++) {
          var host = ports.get(j).path("hostPort");
          if (!host.equals(ports.get(j).path("containerPort"))) {
            errors.invalid(
                spot.field(list).index(i).field("ports").index(j).field("hostPort").toString(),
                Values.spell(host),
                "must match `containerPort` when `hostNetwork` is true");
          }
        }
      }
    }
  }

  static void volumeMounts(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var volumes = new HashSet<String>();
    spec.path("volumes").forEach(v -> volumes.add(Values.text(v, "name")));
    for (var list : CONTAINERS) {
      for (int i = 0; i < spec.path(list).size(); i++) {
        var mounts = spec.path(list).get(i).path("volumeMounts");
        mounts(mounts, volumes, spot.field(list).index(i).field("volumeMounts"), errors);
      }
    }
  }

  private static void mounts(JsonNode mounts, Set<String> volumes, Spot spot, FieldErrors errors) {
    var paths = new HashSet<String>();
    for (int i = 0; i < mounts.size(); i++) {
      var name = Values.text(mounts.get(i), "name");
      if (!name.isEmpty() && !volumes.contains(name)) {
        errors.notFound(spot.index(i).field("name").toString(), Values.quote(name));
      }
      var path = Values.text(mounts.get(i), "mountPath");
      if (!path.isEmpty() && !paths.add(path)) {
        errors.invalid(
            spot.index(i).field("mountPath").toString(), Values.quote(path), "must be unique");
      }
    }
  }

  static void imageName(
      ObjectNode container, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var image = Values.text(container, "image");
    if (!image.strip().equals(image)) {
      errors.invalid(
          spot.field("image").toString(),
          Values.quote(image),
          "must not have leading or trailing whitespace");
    }
  }

  static void portNames(
      ObjectNode container, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var names = new HashSet<String>();
    var ports = container.path("ports");
    for (int i = 0; i < ports.size(); i++) {
      var name = Values.text(ports.get(i), "name");
      if (!name.isEmpty() && !names.add(name)) {
        errors.duplicate(spot.field("ports").index(i).field("name").toString(), Values.quote(name));
      }
    }
  }

  static void envValue(
      ObjectNode variable, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (variable.has("valueFrom") && !Values.text(variable, "value").isEmpty()) {
      errors.invalid(
          spot.field("valueFrom").toString(),
          "\"\"",
          "may not be specified when `value` is not empty");
    }
  }

  static void portNumberOrName(
      ObjectNode object, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var field = object.has("targetPort") ? "targetPort" : "port";
    var port = object.path(field);
    if (port.isNumber() && (port.asInt() < 1 || port.asInt() > 65_535)) {
      errors.invalid(
          spot.field(field).toString(),
          Values.spell(port),
          "must be between 1 and 65535, inclusive");
    } else if (port.isString()) {
      for (var complaint : Formats.check("portName", port.stringValue())) {
        errors.invalid(spot.field(field).toString(), Values.spell(port), complaint);
      }
    }
  }

  static void volumeSource(
      ObjectNode volume, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    int sources = 0;
    for (var entry : volume.properties()) {
      boolean source = entry.getValue().isObject() && !entry.getKey().equals("name");
      if (source && ++sources > 1) {
        errors.forbidden(
            spot.field(entry.getKey()).toString(), "may not specify more than 1 volume type");
      }
    }
    if (sources == 0) {
      errors.required(spot.toString(), "must specify a volume type");
    }
  }

  static void toleration(
      ObjectNode toleration, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var key = Values.text(toleration, "key");
    var operator = Values.text(toleration, "operator");
    if (!key.isEmpty()) {
      for (var complaint : Formats.qualifiedName(key)) {
        errors.invalid(spot.field("key").toString(), Values.quote(key), complaint);
      }
    } else if (!operator.equals("Exists")) {
      errors.invalid(
          spot.field("operator").toString(),
          Values.quote(operator),
          "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
    }
    if (toleration.has("tolerationSeconds")
        && !Values.text(toleration, "effect").equals("NoExecute")) {
      errors.invalid(
          spot.field("effect").toString(),
          Values.quote(Values.text(toleration, "effect")),
          "effect must be 'NoExecute' when `tolerationSeconds` is set");
    }
    if (operator.equals("Exists") && !Values.text(toleration, "value").isEmpty()) {
      errors.invalid(
          spot.field("operator").toString(),
          Values.spell(toleration),
          "value must be empty when `operator` is 'Exists'");
    }
  }
}
