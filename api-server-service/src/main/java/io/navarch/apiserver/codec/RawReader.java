package io.navarch.apiserver.codec;

import io.navarch.schema.tree.FieldPath;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads values without a type as they are, and notes duplicate fields. */
final class RawReader {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private final List<String> problems;

  RawReader(JsonParser parser, List<String> problems) {
    this.parser = parser;
    this.problems = problems;
  }

  JsonNode read(FieldPath path) {
    var token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(path);
      case START_ARRAY -> array(path);
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new DecodeException("unexpected " + token);
    };
  }

  private JsonNode integer() {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getDoubleValue());
    };
  }

  private JsonNode object(FieldPath path) {
    var object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      if (object.replace(name, read(path.member(name))) != null) {
        problems.add("duplicate field \"%s\"".formatted(path.member(name)));
      }
    }
    return object;
  }

  private JsonNode array(FieldPath path) {
    var array = NODES.arrayNode();
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(path.index(index++)));
    }
    return array;
  }
}
