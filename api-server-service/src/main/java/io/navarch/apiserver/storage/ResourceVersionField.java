package io.navarch.apiserver.storage;

import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Finds {@code metadata.resourceVersion} in an encoded object without building a tree. */
final class ResourceVersionField {

  private static final JsonFactory JSON = new JsonFactory();

  private ResourceVersionField() {}

  /** The object without its revision, ready to be committed under the next. */
  static NewValue cut(byte[] json) {
    try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      enter(parser, "metadata", JsonToken.START_OBJECT);
      enter(parser, "resourceVersion", JsonToken.VALUE_STRING);
      int start = Math.toIntExact(parser.currentTokenLocation().getByteOffset()) + 1;
      int end = start + parser.getString().length();
      return new NewValue(Arrays.copyOf(json, start), Arrays.copyOfRange(json, end, json.length));
    }
  }

  private static void enter(JsonParser parser, String property, JsonToken value) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean found = parser.currentName().equals(property);
      if (parser.nextToken() == value && found) {
        return;
      }
      parser.skipChildren();
    }
    throw new IllegalStateException("a stored object has no " + property);
  }
}
