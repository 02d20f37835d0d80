package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Who may talk to whom. */
final class NetworkPolicyChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "policyTypes", NetworkPolicyChecks::types,
          "policyPeer", NetworkPolicyChecks::peer,
          "policyPort", NetworkPolicyChecks::port,
          "exceptions", NetworkPolicyChecks::exceptions);

  private static final List<String> TYPES = List.of("Ingress", "Egress");

  private NetworkPolicyChecks() {}

  private static void types(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var types = spec.path("policyTypes");
    if (types.size() > TYPES.size()) {
      errors.invalid(spot.field("policyTypes"), types, "may not specify more than two policyTypes");
      return;
    }
    Values.each(
        types,
        spot.field("policyTypes"),
        (type, at) -> {
          if (!TYPES.contains(type.asString(""))) {
            errors.notSupported(at, type, TYPES);
          }
        });
  }

  private static void peer(
      ObjectNode peer, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    int selectors = (peer.has("podSelector") ? 1 : 0) + (peer.has("namespaceSelector") ? 1 : 0);
    boolean block = peer.has("ipBlock");
    if (selectors == 0 && !block) {
      errors.required(spot, "must specify a peer");
    } else if (selectors > 0 && block) {
      errors.forbidden(spot, "may not specify both ipBlock and another peer");
    }
  }

  private static void port(
      ObjectNode object, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var port = object.path("port");
    var end = object.path("endPort");
    ContainerChecks.port(port, spot.field("port"), errors);
    if (!end.isNumber()) {
      return;
    }
    var place = spot.field("endPort");
    if (port.isMissingNode()) {
      errors.invalid(place, end, "may not be specified when `port` is not specified");
    } else if (port.isString()) {
      errors.invalid(place, end, "may not be specified when `port` is non-numeric");
    } else if (end.asInt() < port.asInt(0)) {
      errors.invalid(place, port, "must be greater than or equal to `port`");
    } else {
      ContainerChecks.port(end, place, errors);
    }
  }

  private static void exceptions(
      ObjectNode block, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var whole = Values.text(block, "cidr");
    Values.each(
        block.path("except"),
        spot.field("except"),
        (except, at) -> {
          var complaints = Addresses.cidr(except.asString(""));
          errors.invalid(at, except, complaints);
          if (complaints.isEmpty()
              && Addresses.cidr(whole).isEmpty()
              && !Addresses.isStrictPart(except.asString(""), whole)) {
            errors.invalid(at, except, "must be a strict subset of `cidr`");
          }
        });
  }
}
