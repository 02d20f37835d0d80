package io.navarch.apiserver.validation;

import io.navarch.apiserver.codec.GoJsonSyntax;
import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Nodes. */
final class NodeChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "node", NodeChecks::node,
          "nodeChanges", NodeChecks::changes,
          "nodeStatus", NodeChecks::status);

  private static final String AVOID = "scheduler.alpha.kubernetes.io/preferAvoidPods";

  private NodeChecks() {}

  private static void node(
      ObjectNode node, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    var avoid = node.path("metadata").path("annotations").path(AVOID);
    if (Values.isSet(avoid)) {
      avoidance(avoid.asString(""), root.field("metadata").field("annotations"), errors);
    }
    taints(node.path("spec").path("taints"), root.field("metadata").field("taints"), errors);
    ranges(node.path("spec"), root.field("spec"), errors);
  }

  private static void avoidance(String text, Spot spot, FieldErrors errors) {
    GoJsonSyntax.error(text.getBytes(StandardCharsets.UTF_8))
        .ifPresent(words -> errors.invalid(spot.field("AvoidPods"), Values.string(AVOID), words));
  }

  /** Upstream looks for them below the metadata, where they were in the beginning. */
  private static void taints(JsonNode taints, Spot spot, FieldErrors errors) {
    var seen = new HashSet<String>();
    Values.each(
        taints,
        spot,
        (taint, at) -> {
          var key = Values.text(taint, "key");
          var value = Values.text(taint, "value");
          errors.invalid(at.field("key"), Values.string(key), Formats.qualifiedName(key));
          if (!value.isEmpty()) {
            errors.invalid(
                at.field("value"), Values.string(value), Formats.check("labelValue", value));
          }
          var effect = taint.path("effect");
          if (Values.isSet(effect)) {
            PodPlacementChecks.effect(effect, at.field("effect"), errors);
          } else {
            errors.required(at.field("effect"));
          }
          if (!seen.add(key + ":" + effect.asString(""))) {
            errors.duplicate(
                at.toString(),
                "{\"Key\":\"%s\",\"Value\":\"%s\",\"Effect\":\"%s\",\"TimeAdded\":null}: taints must be unique by key and effect pair"
                    .formatted(key, value, effect.asString("")));
          }
        });
  }

  private static void ranges(JsonNode spec, Spot spot, FieldErrors errors) {
    var ranges = spec.path("podCIDRs");
    var place = spot.field("podCIDRs");
    Values.each(
        ranges,
        place,
        (range, at) -> errors.invalid(at, range, Addresses.cidr(range.asString(""))));
    long fours = ranges.valueStream().filter(range -> range.asString("").contains(".")).count();
    if (ranges.size() > 2 || (ranges.size() == 2 && fours != 1)) {
      errors.invalid(place, ranges, "may specify no more than one CIDR for each IP family");
    }
  }

  private static void changes(
      ObjectNode node, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    if (old == null) {
      return;
    }
    var spot = root.field("spec");
    var spec = node.path("spec");
    var before = old.path("spec");
    if (!before.path("podCIDRs").isEmpty()
        && !before.path("podCIDRs").equals(spec.path("podCIDRs"))) {
      errors.forbidden(
          spot.field("podCIDRs"), "node updates may not change podCIDR except from \"\" to valid");
    }
    if (Values.isSet(before.path("providerID"))
        && !before.path("providerID").equals(spec.path("providerID"))) {
      errors.forbidden(
          spot.field("providerID"),
          "node updates may not change providerID except from \"\" to valid");
    }
  }

  private static void status(
      ObjectNode node, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    var status = node.path("status");
    var spot = root.field("status");
    for (var list : List.of("capacity", "allocatable")) {
      for (var entry : status.path(list).properties()) {
        errors.invalid(
            spot.field(list).field(entry.getKey()),
            entry.getValue(),
            ResourceNames.amountComplaints(entry.getKey(), entry.getValue()));
      }
    }
    var seen = new HashSet<JsonNode>();
    Values.each(
        status.path("addresses"),
        spot.field("addresses"),
        (address, at) -> {
          if (!seen.add(address)) {
            errors.duplicate(
                at.toString(),
                "{\"Type\":%s,\"Address\":%s}"
                    .formatted(address.path("type"), address.path("address")));
          }
        });
  }
}
