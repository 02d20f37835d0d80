package io.navarch.apiserver.registry.warning;

import io.navarch.schema.quantity.Quantity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What is doubtful in containers. Pure. */
final class ContainerWarnings {

  private ContainerWarnings() {}

  static void add(JsonNode containers, String place, List<String> warnings) {
    var ports = new HashMap<String, String>();
    int index = 0;
    for (var container : containers) {
      var at = "%s[%d]".formatted(place, index++);
      for (var list : List.of("limits", "requests")) {
        for (var name : List.of("memory", "ephemeral-storage")) {
          fractions(container, list, name, at, warnings);
        }
      }
      environment(container.path("env"), at, warnings);
      ports(container.path("ports"), at, ports, warnings);
    }
  }

  private static void fractions(
      JsonNode container, String list, String name, String at, List<String> warnings) {
    var text = container.path("resources").path(list).path(name).asString("");
    if (!text.isEmpty() && Quantity.parse(text).amount().stripTrailingZeros().scale() > 0) {
      warnings.add(
          "%s.resources.%s[%s]: fractional byte value \"%s\" is invalid, must be an integer"
              .formatted(at, list, name, text));
    }
  }

  private static void environment(JsonNode variables, String at, List<String> warnings) {
    var seen = new HashSet<String>();
    int index = 0;
    for (var variable : variables) {
      var name = variable.path("name").asString("");
      if (!seen.add(name)) {
        warnings.add(
            "%s.env[%d]: hides previous definition of \"%s\", which may be dropped when using apply"
                .formatted(at, index, name));
      }
      index++;
    }
  }

  private static void ports(
      JsonNode list, String at, Map<String, String> seen, List<String> warnings) {
    int index = 0;
    for (var port : list) {
      var place = "%s.ports[%d]".formatted(at, index++);
      int host = port.path("hostPort").asInt(0);
      var protocol = port.path("protocol").asString("TCP");
      var address = port.path("hostIP").asString("");
      if (host == 0 && !address.isEmpty()) {
        warnings.add(
            "%s: hostIP set without hostPort: {Name:%s HostPort:0 ContainerPort:%d Protocol:%s HostIP:%s}"
                .formatted(
                    place,
                    port.path("name").asString(""),
                    port.path("containerPort").asInt(0),
                    protocol,
                    address));
      }
      var known =
          seen.putIfAbsent(
              String.join("/", port.path("containerPort").toString(), protocol, address, "" + host),
              place);
      if (known != null) {
        warnings.add(place + ": duplicate port definition with " + known);
      }
    }
  }
}
