package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import io.navarch.schema.quantity.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How much containers and Pods ask for. */
final class ResourceChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of("resources", ResourceChecks::container, "overhead", ResourceChecks::overhead);

  private ResourceChecks() {}

  private static void container(
      ObjectNode container, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    requirements(container.path("resources"), spot.field("resources"), errors);
  }

  private static void overhead(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    amounts(spec.path("overhead"), spot.field("overhead").field("limits"), errors);
  }

  private static void requirements(JsonNode resources, Spot spot, FieldErrors errors) {
    var limits = resources.path("limits");
    var requests = resources.path("requests");
    amounts(limits, spot.field("limits"), errors);
    amounts(requests, spot.field("requests"), errors);
    for (var entry : requests.properties()) {
      compare(entry.getKey(), entry.getValue(), limits.path(entry.getKey()), spot, errors);
    }
    boolean huge = false;
    boolean base = false;
    for (var list : List.of(limits, requests)) {
      huge |= list.propertyNames().stream().anyMatch(n -> n.startsWith(ResourceNames.HUGE_PAGES));
      base |= list.has("cpu") || list.has("memory");
    }
    if (huge && !base) {
      errors.forbidden(spot, "HugePages require cpu or memory");
    }
  }

  private static void amounts(JsonNode list, Spot spot, FieldErrors errors) {
    for (var entry : list.properties()) {
      var name = entry.getKey();
      var place = spot.key(name);
      errors.invalid(place, Values.string(name), ResourceNames.containerComplaints(name));
      errors.invalid(
          place, entry.getValue(), ResourceNames.amountComplaints(name, entry.getValue()));
      var amount = Values.quantity(entry.getValue());
      if (name.startsWith(ResourceNames.HUGE_PAGES)
          && amount != null
          && !ResourceNames.isPages(name, amount)) {
        errors.invalid(
            place,
            entry.getValue(),
            "%s is not positive integer multiple of %s".formatted(amount, name));
      }
    }
  }

  private static void compare(
      String name, JsonNode requested, JsonNode limited, Spot spot, FieldErrors errors) {
    var request = Values.quantity(requested);
    var limit = Values.quantity(limited);
    boolean exact = !ResourceNames.mayExceed(name);
    if (limit == null) {
      if (exact) {
        errors.required(spot.field("limits"), "Limit must be set for non overcommitable resources");
      }
    } else if (request != null) {
      tooMuch(name, request, limit, exact, spot.field("requests"), requested, errors);
    }
  }

  private static void tooMuch(
      String name,
      Quantity request,
      Quantity limit,
      boolean exact,
      Spot spot,
      JsonNode requested,
      FieldErrors errors) {
    int order = request.compareTo(limit);
    if (exact && order != 0) {
      errors.invalid(spot, requested, "must be equal to %s limit of %s".formatted(name, limit));
    } else if (order > 0) {
      errors.invalid(
          spot, requested, "must be less than or equal to %s limit of %s".formatted(name, limit));
    }
  }
}
