package io.navarch.apiserver.validation;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the fields of a Service demand of each other. */
final class ServiceChecks {

  private ServiceChecks() {}

  static void ports(ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var ports = spec.path("ports");
    boolean headless = Values.text(spec, "clusterIP").equals("None");
    boolean external = Values.text(spec, "type").equals("ExternalName");
    if (ports.isEmpty() && !headless && !external) {
      errors.required(spot.field("ports").toString(), "");
    }
    var names = new HashSet<String>();
    var numbers = new HashSet<String>();
    for (int i = 0; i < ports.size(); i++) {
      var place = spot.field("ports").index(i);
      var name = Values.text(ports.get(i), "name");
      if (name.isEmpty() && ports.size() > 1) {
        errors.required(place.field("name").toString(), "");
      } else if (!name.isEmpty() && !names.add(name)) {
        errors.duplicate(place.field("name").toString(), Values.quote(name));
      }
      var port = ports.get(i);
      if (!numbers.add(Values.text(port, "protocol") + port.path("port"))) {
        var key = spec.objectNode();
        for (var field : List.of("protocol", "port")) {
          key.set(field, port.path(field));
        }
        errors.duplicate(place.toString(), key.toString());
      }
    }
  }

  static void type(ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (!Values.text(spec, "type").equals("ExternalName")) {
      return;
    }
    for (var complaint :
        Formats.check(
            "dnsSubdomain", Values.text(spec, "externalName").toLowerCase(java.util.Locale.ROOT))) {
      if (!Values.text(spec, "externalName").isEmpty()) {
        errors.invalid(
            spot.field("externalName").toString(),
            Values.quote(Values.text(spec, "externalName")),
            complaint);
      }
    }
  }
}
