package io.navarch.apiserver.validation;

import io.navarch.schema.quantity.Quantity;
import io.navarch.schema.quantity.QuantityFormatException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Amounts of resources. */
final class ResourceChecks {

  private ResourceChecks() {}

  static void requirements(
      ObjectNode container, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var resources = container.path("resources");
    var place = spot.field("resources");
    for (var list : List.of("limits", "requests")) {
      for (var entry : resources.path(list).properties()) {
        var amount = quantity(entry.getValue());
        if (amount != null && amount.isNegative()) {
          errors.invalid(
              place.field(list).key(entry.getKey()).toString(),
              Values.spell(entry.getValue()),
              "must be greater than or equal to 0");
        }
      }
    }
    for (var entry : resources.path("requests").properties()) {
      var request = quantity(entry.getValue());
      var limit = quantity(resources.path("limits").path(entry.getKey()));
      if (request != null && limit != null && request.compareTo(limit) > 0) {
        errors.invalid(
            place.field("requests").toString(),
            Values.spell(entry.getValue()),
            "must be less than or equal to %s limit of %s".formatted(entry.getKey(), limit));
      }
    }
  }

  static void positiveStorage(
      ObjectNode claim, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var path = List.of("resources", "requests", "storage");
    var value = Values.at(claim, path);
    var amount = quantity(value);
    if (amount != null && (amount.isNegative() || amount.isZero())) {
      errors.invalid(
          spot.field("resources").key("storage").toString(),
          Values.spell(value),
          "must be greater than zero");
    }
  }

  private static @Nullable Quantity quantity(JsonNode value) {
    try {
      return value.isString() || value.isNumber() ? Quantity.parse(value.asString()) : null;
    } catch (QuantityFormatException e) {
      return null;
    }
  }
}
