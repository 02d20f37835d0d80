package io.navarch.apiserver.codec;

import io.navarch.apiserver.codec.TypedReader.Place;
import io.navarch.schema.ScalarType;
import io.navarch.schema.quantity.ApiTime;
import io.navarch.schema.quantity.ApiTime.TimeFormatException;
import io.navarch.schema.quantity.Quantity;
import io.navarch.schema.quantity.QuantityFormatException;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads single values, in their canonical spelling. */
final class ScalarReader {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ScalarReader() {}

  static JsonNode read(JsonParser parser, ScalarType type, Place place) {
    return switch (type) {
      case BOOLEAN -> bool(parser, place);
      case INT32 -> integer(parser, place, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT64 -> integer(parser, place, Long.MIN_VALUE, Long.MAX_VALUE);
      case DOUBLE -> number(parser, place);
      case BYTES -> bytes(text(parser, place));
      case TIME -> time(text(parser, place, "string"), ApiTime::parse, ApiTime::format);
      case MICRO_TIME ->
          time(text(parser, place, "string"), ApiTime::parseMicro, ApiTime::formatMicro);
      case QUANTITY -> quantity(parser);
      case INT_OR_STRING -> intOrString(parser, place);
      default -> NODES.stringNode(text(parser, place));
    };
  }

  /** What stands at the parser, as Go names it in errors. */
  static String describe(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "object";
      case START_ARRAY -> "array";
      case VALUE_STRING -> "string";
      case VALUE_TRUE, VALUE_FALSE -> "bool";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
      default -> "null";
    };
  }

  private static String text(JsonParser parser, Place place) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw place.mismatch(describe(parser));
    }
    return parser.getString();
  }

  private static String text(JsonParser parser, Place place, String expected) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw place.mismatch(describe(parser), expected);
    }
    return parser.getString();
  }

  private static JsonNode bool(JsonParser parser, Place place) {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> throw place.mismatch(describe(parser));
    };
  }

  private static JsonNode integer(JsonParser parser, Place place, long min, long max) {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      try {
        long value = parser.getLongValue();
        if (value >= min && value <= max) {
          return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
        }
      } catch (InputCoercionException e) {
        throw tooLarge(parser, place, e);
      }
    }
    boolean isNumber =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            || parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
    throw place.mismatch(isNumber ? "number " + parser.getString() : describe(parser));
  }

  private static DecodeException tooLarge(
      JsonParser parser, Place place, InputCoercionException cause) {
    var refused = place.mismatch("number " + parser.getString());
    refused.initCause(cause);
    return refused;
  }

  private static JsonNode number(JsonParser parser, Place place) {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT -> {
        double value = parser.getDoubleValue();
        yield value == (long) value ? NODES.numberNode((long) value) : NODES.numberNode(value);
      }
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      default -> throw place.mismatch(describe(parser));
    };
  }

  private static JsonNode bytes(String text) {
    var plain = text.replace("\n", "").replace("\r", "");
    if (plain.length() % 4 != 0) {
      throw new DecodeException("illegal base64 data at input byte " + firstIllegal(text));
    }
    try {
      return NODES.stringNode(
          Base64.getEncoder().encodeToString(Base64.getDecoder().decode(plain)));
    } catch (IllegalArgumentException e) {
      throw new DecodeException("illegal base64 data at input byte " + firstIllegal(text), e);
    }
  }

  /** Where Go's decoder gives up: at the first strange sign, else in the unfinished last group. */
  private static int firstIllegal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean known =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '+'
              || c == '/'
              || c == '\n'
              || c == '\r'
              || (c == '=' && i >= text.length() - 2);
      if (!known) {
        return i;
      }
    }
    return Math.max(0, text.length() - text.length() % 4);
  }

  private static JsonNode time(
      String text, Function<String, Instant> parse, Function<Instant, String> format) {
    try {
      var time = parse.apply(text);
      return time.equals(ApiTime.ZERO) ? NODES.nullNode() : NODES.stringNode(format.apply(time));
    } catch (TimeFormatException e) {
      throw new DecodeException(message(e), e);
    }
  }

  private static JsonNode quantity(JsonParser parser) {
    try {
      return NODES.stringNode(Quantity.parse(parser.getString()).toString());
    } catch (QuantityFormatException e) {
      throw new DecodeException(message(e), e);
    }
  }

  private static JsonNode intOrString(JsonParser parser, Place place) {
    var token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return NODES.stringNode(parser.getString());
    }
    if (token == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() == JsonParser.NumberType.INT) {
      return NODES.numberNode(parser.getIntValue());
    }
    boolean isNumber = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    throw place.mismatch(isNumber ? "number " + parser.getString() : describe(parser), "int32");
  }

  private static String message(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }
}
