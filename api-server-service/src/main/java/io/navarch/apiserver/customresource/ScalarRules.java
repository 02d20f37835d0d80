package io.navarch.apiserver.customresource;

import io.navarch.apiserver.validation.FieldErrors;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import tools.jackson.databind.JsonNode;

/** What a schema says of single values. */
@RequiredArgsConstructor
final class ScalarRules {

  private final FieldErrors errors;
  private final Patterns patterns;
  private final String path;

  void text(String text, JsonNode schema) {
    int length = text.codePointCount(0, text.length());
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    if (length > most) {
      errors.tooLong(path, most);
    }
    int least = schema.path("minLength").asInt(0);
    if (length < least) {
      refuse(text, "should be at least %d chars long".formatted(least));
    }
    var pattern = schema.path("pattern").asString("");
    if (!pattern.isEmpty() && !patterns.matches(pattern, text)) {
      refuse(text, "should match '%s'".formatted(pattern));
    }
    var format = schema.path("format").asString("");
    if (!hasFormat(text, format)) {
      errors.add(
          "FieldValueTypeInvalid",
          path,
          "Invalid value: \"%s\": %s in body must be of type %s: \"%s\""
              .formatted(text, path, format, text));
    }
  }

  private void refuse(String text, String why) {
    errors.invalid(path, '"' + text + '"', "%s in body %s".formatted(path, why));
  }

  private static boolean hasFormat(String text, String format) {
    try {
      switch (format) {
        case "date-time", "datetime" -> {
          var _ = OffsetDateTime.parse(text);
        }
        case "date" -> {
          var _ = LocalDate.parse(text);
        }
        case "byte" -> {
          var _ = Base64.getDecoder().decode(text);
        }
        case "uuid" -> {
          var _ = UUID.fromString(text);
        }
        default -> {
          // upstream ignores what it does not know
        }
      }
      return true;
    } catch (DateTimeException | IllegalArgumentException e) {
      return false;
    }
  }

  void number(JsonNode value, JsonNode schema) {
    var number = value.decimalValue();
    limit(schema, "maximum")
        .ifPresent(most -> {
          boolean open = schema.path("exclusiveMaximum").asBoolean(false);
          int order = number.compareTo(most);
          if (order > 0 || (open && order == 0)) {
            refuse(
                value,
                "should be less than %s%s".formatted(open ? "" : "or equal to ", plain(most)));
          }
        });
    limit(schema, "minimum")
        .ifPresent(least -> {
          boolean open = schema.path("exclusiveMinimum").asBoolean(false);
          int order = number.compareTo(least);
          if (order < 0 || (open && order == 0)) {
            refuse(
                value,
                "should be greater than %s%s".formatted(open ? "" : "or equal to ", plain(least)));
          }
        });
    limit(schema, "multipleOf")
        .ifPresent(factor -> {
          if (factor.signum() > 0 && number.remainder(factor).signum() != 0) {
            refuse(value, "should be a multiple of " + plain(factor));
          }
        });
    var format = schema.path("format").asString("");
    if (format.equals("int32") && !value.canConvertToInt()) {
      refuse(value, "must be of type int32");
    }
  }

  private void refuse(JsonNode value, String why) {
    errors.invalid(path, value.toString(), "%s in body %s".formatted(path, why));
  }

  private static Optional<BigDecimal> limit(JsonNode schema, String name) {
    var value = schema.path(name);
    return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
  }

  private static String plain(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.signum() == 0 ? "0" : stripped.toPlainString();
  }
}
