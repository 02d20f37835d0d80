package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where Services lead to. */
final class EndpointChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "endpoints", EndpointChecks::endpoints,
          "sliceAddresses", EndpointChecks::sliceAddresses,
          "slicePorts", EndpointChecks::slicePorts);

  private static final int MAX_ENDPOINTS = 1000;
  private static final int MAX_ADDRESSES = 100;
  private static final int MAX_PORTS = 20_000;

  private EndpointChecks() {}

  private static void endpoints(
      ObjectNode endpoints, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    Values.each(
        endpoints.path("subsets"),
        root.field("subsets"),
        (subset, spot) -> {
          if (subset.path("addresses").isEmpty() && subset.path("notReadyAddresses").isEmpty()) {
            errors.required(spot, "must specify `addresses` or `notReadyAddresses`");
          }
          for (var list : List.of("addresses", "notReadyAddresses")) {
            Values.each(
                subset.path(list),
                spot.field(list),
                (address, at) -> address(address.path("ip"), at.field("ip"), errors));
          }
          var ports = subset.path("ports");
          Values.each(
              ports,
              spot.field("ports"),
              (port, at) -> {
                if (ports.size() > 1 && !Values.isSet(port.path("name"))) {
                  errors.required(at.field("name"));
                }
              });
        });
  }

  private static void address(JsonNode ip, Spot spot, FieldErrors errors) {
    var text = ip.asString("");
    var complaints = Addresses.ip(text);
    errors.invalid(spot, Values.string(text), complaints);
    if (complaints.isEmpty()) {
      errors.invalid(spot, ip, Addresses.notOfOthers(text));
    } else {
      errors.invalid(spot, Values.string(text), "must be a valid IP address");
    }
  }

  private static void sliceAddresses(
      ObjectNode slice, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    var type = Values.text(slice, "addressType");
    var endpoints = slice.path("endpoints");
    if (endpoints.size() > MAX_ENDPOINTS) {
      errors.tooMany("endpoints", endpoints.size(), MAX_ENDPOINTS);
    }
    Values.each(
        endpoints,
        root.field("endpoints"),
        (endpoint, spot) -> {
          var addresses = endpoint.path("addresses");
          var place = spot.field("addresses");
          if (addresses.isEmpty()) {
            errors.required(place, "must contain at least 1 address");
          } else if (addresses.size() > MAX_ADDRESSES) {
            errors.tooMany(place.toString(), addresses.size(), MAX_ADDRESSES);
          }
          Values.each(addresses, place, (address, at) -> ofType(type, address, place, at, errors));
        });
  }

  private static void ofType(
      String type, JsonNode address, Spot list, Spot spot, FieldErrors errors) {
    var text = address.asString("");
    switch (type) {
      case "IPv4", "IPv6" -> {
        var complaints = Addresses.ip(text);
        errors.invalid(spot, address, complaints);
        if (!complaints.isEmpty()) {
          return;
        }
        if (type.equals("IPv4") != Addresses.isV4(text)) {
          errors.invalid(list, address, "must be an %s address".formatted(type));
        }
        errors.invalid(spot, address, Addresses.notOfOthers(text));
      }
      case "FQDN" -> errors.invalid(spot, address, Formats.check("dnsSubdomain", text));
      default -> {}
    }
  }

  private static void slicePorts(
      ObjectNode slice, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    var ports = slice.path("ports");
    if (ports.size() > MAX_PORTS) {
      errors.tooMany("ports", ports.size(), MAX_PORTS);
    }
    boolean nameless =
        ports.valueStream().filter(p -> Values.text(p, "name").isEmpty()).count() > 1;
    if (nameless) {
      errors.duplicate("ports", "\"\"");
    }
  }
}
