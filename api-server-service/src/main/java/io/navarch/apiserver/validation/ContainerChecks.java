package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the fields of one container demand of each other. */
final class ContainerChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "imageName", ContainerChecks::imageName,
          "portNames", ContainerChecks::portNames,
          "portNumberOrName", ContainerChecks::portNumberOrName,
          "targetPort", ContainerChecks::targetPort,
          "headerNames", ContainerChecks::headerNames,
          "resizePolicies", ContainerChecks::resizePolicies);

  private static final int MAX_PORT = 65_535;
  private static final List<String> RESIZED = List.of("cpu", "memory");
  private static final List<String> POLICIES = List.of("NotRequired", "RestartContainer");

  private ContainerChecks() {}

  private static void imageName(
      ObjectNode container, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var image = container.path("image");
    if (!image.asString("").strip().equals(image.asString(""))) {
      errors.invalid(spot.field("image"), image, "must not have leading or trailing whitespace");
    }
  }

  private static void portNames(
      ObjectNode container, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var names = new HashSet<JsonNode>();
    Values.each(
        container.path("ports"),
        spot.field("ports"),
        (port, at) -> {
          var name = port.path("name");
          if (Values.isSet(name) && !names.add(name)) {
            errors.duplicate(at.field("name"), name);
          }
        });
  }

  private static void portNumberOrName(
      ObjectNode object, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    port(object.path("port"), spot.field("port"), errors);
  }

  /** 0 is the port itself. */
  private static void targetPort(
      ObjectNode object, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    port(object.path("targetPort"), spot.field("targetPort"), errors);
  }

  /** A number of a port, or its name. */
  static void port(JsonNode port, Spot spot, FieldErrors errors) {
    if (port.isNumber() && (port.asInt() < 1 || port.asInt() > MAX_PORT)) {
      errors.invalid(spot, port, "must be between 1 and 65535, inclusive");
    } else if (port.isString()) {
      errors.invalid(spot, port, Formats.check("portName", port.stringValue()));
    }
  }

  private static void headerNames(
      ObjectNode action, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    for (var header : action.path("httpHeaders")) {
      var name = Values.text(header, "name");
      errors.invalid(
          spot.field("httpHeaders"), Values.string(name), Formats.check("headerName", name));
    }
  }

  /** The places lack the index, as upstream tells them. */
  private static void resizePolicies(
      ObjectNode container, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var place = spot.field("resizePolicy");
    var seen = new HashSet<JsonNode>();
    Values.each(
        container.path("resizePolicy"),
        place,
        (policy, at) -> {
          var resource = policy.path("resourceName");
          var restart = policy.path("restartPolicy");
          if (!seen.add(resource)) {
            errors.duplicate(at, resource);
          }
          if (!Values.isSet(resource)) {
            errors.required(place);
          } else if (!RESIZED.contains(resource.asString(""))) {
            errors.notSupported(place, resource, RESIZED);
          }
          if (!Values.isSet(restart)) {
            errors.required(place);
          } else if (!POLICIES.contains(restart.asString(""))) {
            errors.notSupported(place, restart, POLICIES);
          }
        });
  }
}
