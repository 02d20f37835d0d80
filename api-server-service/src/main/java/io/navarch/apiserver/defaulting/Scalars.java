package io.navarch.apiserver.defaulting;

import io.navarch.schema.ScalarType;
import io.navarch.schema.quantity.Quantity;
import io.navarch.schema.quantity.QuantityFormatException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Single values that are answered in another spelling than they were sent in. */
final class Scalars {

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Scalars() {}

  static boolean hasCanonicalForm(ScalarType type) {
    return switch (type) {
      case QUANTITY, TIME, MICRO_TIME -> true;
      default -> false;
    };
  }

  /** The value as it is answered; what is malformed is left for validation to name. */
  static JsonNode canonical(ScalarType type, JsonNode value) {
    return switch (type) {
      case QUANTITY -> quantity(value);
      case TIME -> time(value, false);
      case MICRO_TIME -> time(value, true);
      default -> value;
    };
  }

  private static JsonNode quantity(JsonNode value) {
    if (!value.isString() && !value.isNumber()) {
      return value;
    }
    try {
      var text = value.asString();
      var canonical = Quantity.parse(text).toString();
      return value.isString() && canonical.equals(text) ? value : StringNode.valueOf(canonical);
    } catch (QuantityFormatException e) {
      return value;
    }
  }

  private static JsonNode time(JsonNode value, boolean micros) {
    if (!value.isString() || value.stringValue().isEmpty()) {
      return value;
    }
    var text = value.stringValue();
    if (!micros && text.length() == 20 && text.endsWith("Z")) {
      return value;
    }
    try {
      var instant = OffsetDateTime.parse(text).toInstant();
      return StringNode.valueOf(micros ? MICROS.format(instant) : seconds(instant));
    } catch (DateTimeParseException e) {
      return value;
    }
  }

  private static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
