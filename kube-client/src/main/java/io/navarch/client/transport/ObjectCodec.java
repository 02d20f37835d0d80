package io.navarch.client.transport;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.json.JsonMapper;

/** Between JSON and models; lists and watches are read as they arrive. */
final class ObjectCodec {

  private final JsonMapper mapper =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .withConfigOverride(List.class, ObjectCodec::emptyForNull)
          .withConfigOverride(Map.class, ObjectCodec::emptyForNull)
          .build();

  /** The API writes absent lists also as null; models that are read have empty ones then. */
  private static void emptyForNull(MutableConfigOverride override) {
    override.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
  }

  String write(Object value) {
    return mapper.writeValueAsString(value);
  }

  <T> T read(byte[] json, Class<T> model) {
    return mapper.readValue(json, model);
  }

  /** Reads a list whose items need not say their kind. */
  <T extends HasMetadata> ObjectList<T> readList(InputStream in, ResourceType<T> type) {
    var reader = mapper.readerFor(type.model());
    var items = new ArrayList<T>();
    var resourceVersion = "";
    var next = "";
    try (JsonParser parser = mapper.createParser(in)) {
      expect(parser.nextToken(), JsonToken.START_OBJECT);
      for (var name = parser.nextName(); name != null; name = parser.nextName()) {
        var token = parser.nextToken();
        if (name.equals("metadata") && token == JsonToken.START_OBJECT) {
          JsonNode metadata = parser.readValueAsTree();
          resourceVersion = metadata.path("resourceVersion").asString("");
          next = metadata.path("continue").asString("");
        } else if (name.equals("items") && token == JsonToken.START_ARRAY) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            T item = reader.readValue(parser);
            items.add(identified(item, type));
          }
        } else {
          parser.skipChildren();
        }
      }
    }
    return new ObjectList<>(List.copyOf(items), resourceVersion, next);
  }

  JsonParser parser(InputStream in) {
    return mapper.createParser(in);
  }

  JsonNode tree(JsonParser parser) {
    return parser.readValueAsTree();
  }

  <T> T convert(JsonNode tree, Class<T> model) {
    return mapper.treeToValue(tree, model);
  }

  <T extends HasMetadata> T readObject(JsonParser parser, ResourceType<T> type) {
    T object = mapper.readerFor(type.model()).readValue(parser);
    return identified(object, type);
  }

  /** Items of lists carry no kind of their own; metadata-only objects carry a foreign one. */
  private static <T extends HasMetadata> T identified(T object, ResourceType<T> type) {
    object.setApiVersion(type.apiVersion());
    if (object.getKind() == null || type.metadataOnly()) {
      setKind(object, type.kind());
    }
    return object;
  }

  private static void setKind(HasMetadata object, String kind) {
    switch (object) {
      case io.fabric8.kubernetes.api.model.GenericKubernetesResource generic ->
          generic.setKind(kind);
      case io.fabric8.kubernetes.api.model.PartialObjectMetadata partial -> partial.setKind(kind);
      default -> {} // typed models know their kind
    }
  }

  private static void expect(JsonToken actual, JsonToken wanted) {
    if (actual != wanted) {
      throw new IllegalStateException("expected %s, found %s".formatted(wanted, actual));
    }
  }
}
