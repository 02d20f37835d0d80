package io.navarch.apiserver.storage.cache;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the cache must know of an object's content, read in one pass that builds no tree.
 *
 * @param nodeName {@code spec.nodeName}, empty where there is none
 */
record ObjectFacts(Map<String, String> labels, String nodeName) {

  private static final JsonFactory JSON = new JsonFactory();

  static ObjectFacts read(byte[] json) {
    try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      Map<String, String> labels = Map.of();
      var nodeName = "";
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        var property = parser.currentName();
        boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
        if (isObject && property.equals("metadata")) {
          labels = labels(parser);
        } else if (isObject && property.equals("spec")) {
          nodeName = nodeName(parser);
        } else {
          parser.skipChildren();
        }
      }
      return new ObjectFacts(labels, nodeName);
    }
  }

  private static Map<String, String> labels(JsonParser parser) {
    Map<String, String> labels = Map.of();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var property = parser.currentName();
      if (parser.nextToken() == JsonToken.START_OBJECT && property.equals("labels")) {
        labels = strings(parser);
      } else {
        parser.skipChildren();
      }
    }
    return labels;
  }

  private static Map<String, String> strings(JsonParser parser) {
    var strings = new HashMap<String, String>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        strings.put(name, parser.getString());
      } else {
        parser.skipChildren();
      }
    }
    return Map.copyOf(strings);
  }

  private static String nodeName(JsonParser parser) {
    var nodeName = "";
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var property = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING && property.equals("nodeName")) {
        nodeName = parser.getString();
      } else {
        parser.skipChildren();
      }
    }
    return nodeName;
  }
}
