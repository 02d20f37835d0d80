package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import io.navarch.schema.quantity.Quantity;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bounds of what one Pod, container or claim may use. */
final class LimitChecks {

  static final Map<String, CodeCheck> CHECKS = Map.of("limits", LimitChecks::limits);

  private static final Set<String> TYPES = Set.of("Pod", "Container", "PersistentVolumeClaim");
  private static final String DEFAULT = "default";
  private static final String REQUEST = "defaultRequest";
  private static final String RATIO = "maxLimitRequestRatio";
  private static final List<String> LISTS = List.of("max", "min", DEFAULT, REQUEST, RATIO);

  private static final List<Order> POD_ORDERS =
      List.of(new Order("min", "max", "min", "min", "min value %s is greater than max value %s"));
  private static final List<Order> ORDERS =
      List.of(
          POD_ORDERS.getFirst(),
          new Order(
              "min",
              REQUEST,
              REQUEST,
              REQUEST,
              "min value %s is greater than default request value %s"),
          new Order(
              REQUEST,
              "max",
              REQUEST,
              REQUEST,
              "default request value %s is greater than max value %s"),
          new Order(
              REQUEST,
              DEFAULT,
              REQUEST,
              REQUEST,
              "default request value %s is greater than default limit value %s"),
          new Order(
              "min", DEFAULT, DEFAULT, "min", "min value %s is greater than default value %s"),
          new Order(
              DEFAULT, "max", DEFAULT, "max", "default value %s is greater than max value %s"));

  private LimitChecks() {}

  private static void limits(
      ObjectNode spec, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    var types = new HashSet<JsonNode>();
    Values.each(
        spec.path("limits"),
        root.field("limits"),
        (limit, spot) -> {
          var type = Values.string(Values.text(limit, "type"));
          errors.invalid(spot.field("type"), type, typeComplaints(type.asString("")));
          if (!types.add(type)) {
            errors.duplicate(spot.field("type"), type);
          }
          names(limit, spot, errors);
          ofType(limit, type.asString(""), spot, errors);
          amounts(limit, spot, errors);
        });
  }

  private static List<String> typeComplaints(String type) {
    var complaints = Formats.qualifiedName(type);
    return complaints.isEmpty() && !type.contains("/") && !TYPES.contains(type)
        ? List.of("must be a standard limit type or fully qualified")
        : complaints;
  }

  private static void names(JsonNode limit, Spot spot, FieldErrors errors) {
    boolean container = List.of("Container", "Pod").contains(Values.text(limit, "type"));
    for (var list : LISTS) {
      for (var name : limit.path(list).propertyNames()) {
        errors.invalid(
            spot.field(list).key(name),
            Values.string(name),
            container ? ResourceNames.containerComplaints(name) : ResourceNames.complaints(name));
      }
    }
  }

  private static void ofType(JsonNode limit, String type, Spot spot, FieldErrors errors) {
    if (type.equals("Pod")) {
      for (var field : List.of(DEFAULT, REQUEST)) {
        if (!limit.path(field).isEmpty()) {
          errors.forbidden(spot.field(field), "may not be specified when `type` is 'Pod'");
        }
      }
    }
    if (type.equals("PersistentVolumeClaim")
        && !limit.path("min").has("storage")
        && !limit.path("max").has("storage")) {
      errors.required(
          spot.field("limits"),
          "either minimum or maximum storage value is required, but neither was provided");
    }
  }

  private static void amounts(JsonNode limit, Spot spot, FieldErrors errors) {
    var names = new TreeSet<String>();
    LISTS.forEach(list -> names.addAll(limit.path(list).propertyNames()));
    var orders = limit.path("type").asString("").equals("Pod") ? POD_ORDERS : ORDERS;
    for (var name : names) {
      orders.forEach(order -> order.check(limit, name, spot, errors));
      ratio(limit, name, spot, errors);
    }
  }

  /**
   * One amount that is not greater than another.
   *
   * @param told which of the two is at fault
   * @param shown whose amount is told
   */
  private record Order(String less, String more, String told, String shown, String words) {

    void check(JsonNode limit, String name, Spot spot, FieldErrors errors) {
      var small = Values.quantity(limit.path(less).path(name));
      var big = Values.quantity(limit.path(more).path(name));
      if (small != null && big != null && small.compareTo(big) > 0) {
        errors.invalid(
            spot.field(told).key(name), limit.path(shown).path(name), words.formatted(small, big));
      }
    }
  }

  private static void ratio(JsonNode limit, String name, Spot spot, FieldErrors errors) {
    var ratio = Values.quantity(limit.path(RATIO).path(name));
    if (ratio == null) {
      return;
    }
    var place = spot.field(RATIO).key(name);
    if (ratio.compareTo(Quantity.of(1)) < 0) {
      errors.invalid(
          place, limit.path(RATIO).path(name), "ratio %s is less than 1".formatted(ratio));
    }
    var min = Values.quantity(limit.path("min").path(name));
    var max = Values.quantity(limit.path("max").path(name));
    if (min == null || max == null || min.isZero()) {
      return;
    }
    var most = max.amount().divide(min.amount(), MathContext.DECIMAL64);
    if (ratio.amount().compareTo(most) > 0) {
      errors.invalid(
          place,
          limit.path(RATIO).path(name),
          "ratio %s is greater than max/min = %f".formatted(ratio, most));
    }
  }
}
