package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The addresses of a Service and their families. */
final class ServiceAddressChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "clusterAddresses", ServiceAddressChecks::clusterAddresses,
          "addressFamilies", ServiceAddressChecks::families,
          "externalAddresses", ServiceAddressChecks::externalAddresses);

  private static final List<String> FAMILIES = List.of("IPv4", "IPv6");
  private static final List<String> POLICIES =
      List.of("PreferDualStack", "RequireDualStack", "SingleStack");
  private static final String HEADLESS = "None";
  private static final String ADDRESSES = "clusterIPs";

  private ServiceAddressChecks() {}

  private static boolean isExternalName(ObjectNode spec) {
    return Values.text(spec, "type").equals("ExternalName");
  }

  private static void clusterAddresses(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var addresses = spec.path(ADDRESSES);
    var place = spot.field(ADDRESSES);
    var first = spec.path("clusterIP");
    if (isExternalName(spec)) {
      if (!addresses.isEmpty()) {
        errors.forbidden(place, "may not be set for ExternalName services");
      }
      return;
    }
    if (!addresses.isEmpty() && !addresses.get(0).equals(first)) {
      errors.invalid(place, addresses, "first value must match `clusterIP`");
    }
    if (addresses.size() > 2) {
      errors.invalid(place, addresses, "may only hold up to 2 values");
    }
    var families = spec.path("ipFamilies");
    Values.each(
        addresses,
        place,
        (address, at) -> address(spec, address, addresses.size(), families, at, errors));
  }

  private static void address(
      ObjectNode spec,
      JsonNode address,
      int count,
      JsonNode families,
      Spot spot,
      FieldErrors errors) {
    var text = address.asString("");
    if (text.equals(HEADLESS)) {
      var type = Values.text(spec, "type");
      if (count > 1) {
        errors.invalid(
            spot, address, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
      }
      if (Set.of("NodePort", "LoadBalancer").contains(type)) {
        errors.invalid(spot, address, "may not be set to 'None' for %s services".formatted(type));
      }
      return;
    }
    var complaints = Addresses.ip(text);
    errors.invalid(spot, address, complaints);
    int place = Integer.parseInt(spot.step().replaceAll("\\D", ""));
    var family = families.path(place).asString("");
    if (complaints.isEmpty()
        && FAMILIES.contains(family)
        && !family.equals(Addresses.isV4(text) ? "IPv4" : "IPv6")) {
      errors.invalid(
          spot,
          address,
          "expected an %s value as indicated by `ipFamilies[%d]`".formatted(family, place));
    }
  }

  private static void families(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var families = spec.path("ipFamilies");
    var policy = spec.path("ipFamilyPolicy");
    if (isExternalName(spec)) {
      if (!families.isEmpty()) {
        errors.forbidden(spot.field("ipFamilies"), "may not be set for ExternalName services");
      }
      if (policy.isString()) {
        errors.forbidden(spot.field("ipFamilyPolicy"), "may not be set for ExternalName services");
      }
      return;
    }
    if (policy.isString() && !POLICIES.contains(policy.stringValue())) {
      errors.notSupported(spot.field("ipFamilyPolicy"), policy, POLICIES);
    }
    var seen = new HashSet<JsonNode>();
    Values.each(
        families,
        spot.field("ipFamilies"),
        (family, at) -> {
          if (!FAMILIES.contains(family.asString(""))) {
            errors.notSupported(at, family, FAMILIES);
          } else if (!seen.add(family)) {
            errors.duplicate(at, family);
          }
        });
  }

  private static void externalAddresses(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    Values.each(
        spec.path("externalIPs"),
        spot.field("externalIPs"),
        (address, at) -> {
          var complaints = Addresses.ip(address.asString(""));
          errors.invalid(at, address, complaints);
          if (complaints.isEmpty()) {
            errors.invalid(at, address, Addresses.notOfOthers(address.asString("")));
          }
        });
  }
}
