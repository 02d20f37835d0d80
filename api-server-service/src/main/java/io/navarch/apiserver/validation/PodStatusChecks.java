package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the node agent says of a Pod. */
final class PodStatusChecks {

  static final Map<String, CodeCheck> CHECKS = Map.of("podStatus", PodStatusChecks::status);

  private PodStatusChecks() {}

  private static void status(
      ObjectNode pod, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    var status = pod.path("status");
    var spot = root.field("status");
    var nominated = Values.text(status, "nominatedNodeName");
    if (!nominated.isEmpty()) {
      errors.invalid(
          spot.field("nominatedNodeName"),
          Values.string(nominated),
          Formats.check("dnsSubdomain", nominated));
    }
    Values.each(
        status.path("conditions"),
        spot.field("conditions"),
        (condition, at) -> {
          var type = Values.text(condition, "type");
          errors.invalid(at.field("Type"), Values.string(type), Formats.qualifiedName(type));
        });
    addresses(status, "podIPs", "", spot, errors);
    hostAddresses(status, spot, errors);
    if (old != null) {
      restarts(pod, old, spot, errors);
    }
  }

  private static void addresses(
      JsonNode status, String list, String member, Spot spot, FieldErrors errors) {
    var addresses = status.path(list);
    var seen = new HashSet<JsonNode>();
    int fours = 0;
    for (int i = 0; i < addresses.size(); i++) {
      var at = spot.field(list).index(i);
      var ip = addresses.get(i).path("ip");
      errors.invalid(member.isEmpty() ? at : at.field(member), ip, Addresses.ip(ip.asString("")));
      if (!seen.add(ip)) {
        errors.duplicate(at, ip);
      }
      fours += Addresses.isV4(ip.asString("")) ? 1 : 0;
    }
    boolean mixed = addresses.size() == 2 && fours == 1;
    if (addresses.size() > 1 && !mixed) {
      errors.invalid(
          spot.field(list), addresses, "may specify no more than one IP for each IP family");
    }
  }

  private static void hostAddresses(JsonNode status, Spot spot, FieldErrors errors) {
    addresses(status, "hostIPs", "ip", spot, errors);
    var first = status.path("hostIPs").path(0).path("ip");
    if (first.isString() && !first.equals(status.path("hostIP"))) {
      errors.invalid(
          spot.field("hostIPs").index(0).field("ip"), first, "must be equal to `hostIP`");
    }
  }

  /** A container that will never run again stays ended. */
  private static void restarts(ObjectNode pod, ObjectNode old, Spot spot, FieldErrors errors) {
    var policy = Values.text(pod.path("spec"), "restartPolicy");
    if (policy.equals("Always") || policy.isEmpty()) {
      return;
    }
    for (var list : List.of("containerStatuses", "initContainerStatuses")) {
      Values.each(
          old.path("status").path(list),
          spot.field(list),
          (before, at) -> {
            var ended = before.path("state").path("terminated");
            boolean over =
                ended.isObject()
                    && (policy.equals("Never") || ended.path("exitCode").asInt(0) == 0);
            if (over && runsAgain(pod.path("status").path(list), before.path("name"))) {
              errors.forbidden(
                  at.field("state"), "may not be transitioned to non-terminated state");
            }
          });
    }
  }

  private static boolean runsAgain(JsonNode statuses, JsonNode name) {
    return statuses
        .valueStream()
        .filter(status -> status.path("name").equals(name))
        .anyMatch(status -> !status.path("state").has("terminated"));
  }
}
