package io.navarch.apiserver.endpoint.openapi;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a document of OpenAPI 2 as clients before kubectl 1.29 ask for it: as gnostic's protobuf
 * message {@code openapi.v2.Document}.
 */
final class SwaggerProtobuf {

  /** Names a field or property, and has the value in its second field. */
  private static final int NAME = 1;

  private static final int VALUE = 2;

  private final SwaggerMessages messages = SwaggerMessages.load();

  /** The whole document. */
  byte[] encode(ObjectNode document) {
    try {
      return message("Document", document);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  private byte[] message(String name, JsonNode value) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = CodedOutputStream.newInstance(bytes);
    var self = messages.findSelf(name, value);
    if (self.isPresent()) {
      write(out, self.get(), value);
    } else {
      for (var property : value.properties()) {
        var row = messages.findProperty(name, property.getKey());
        if (row.isEmpty()) {
          continue; // the message has no field for it
        }
        if (row.get().shape() == SwaggerMessages.Shape.ENTRIES) {
          entry(out, row.get(), property.getKey(), property.getValue());
        } else {
          write(out, row.get(), property.getValue());
        }
      }
    }
    out.flush();
    return bytes.toByteArray();
  }

  private void write(CodedOutputStream out, SwaggerMessages.Row row, JsonNode value)
      throws IOException {
    switch (row.shape()) {
      case TEXT -> out.writeString(row.number(), value.asString(""));
      case YAML -> out.writeString(row.number(), value.toString());
      case FLAG -> out.writeBool(row.number(), value.asBoolean(false));
      case INTEGER -> out.writeInt64(row.number(), value.asLong(0));
      case REAL -> out.writeDouble(row.number(), value.asDouble(0));
      case TEXTS -> {
        for (var text : each(value)) {
          out.writeString(row.number(), text.asString(""));
        }
      }
      case ANY -> out.writeByteArray(row.number(), message("Any", value));
      case ANYS -> {
        for (var item : each(value)) {
          out.writeByteArray(row.number(), message("Any", item));
        }
      }
      case ONE -> out.writeByteArray(row.number(), message(row.message(), value));
      case EACH -> {
        for (var item : each(value)) {
          out.writeByteArray(row.number(), message(row.message(), item));
        }
      }
      case FIELDS -> out.writeByteArray(row.number(), fields(row, value));
      case ENTRIES -> throw new IllegalStateException("entries are of an object: " + row);
    }
  }

  private static Iterable<JsonNode> each(JsonNode value) {
    return value.isArray() ? value : List.of(value);
  }

  private byte[] fields(SwaggerMessages.Row row, JsonNode value) throws IOException {
    var entries = new SwaggerMessages.Row("*", NAME, SwaggerMessages.Shape.ENTRIES, row.message());
    var bytes = new ByteArrayOutputStream();
    var out = CodedOutputStream.newInstance(bytes);
    for (var property : value.properties()) {
      entry(out, entries, property.getKey(), property.getValue());
    }
    out.flush();
    return bytes.toByteArray();
  }

  private void entry(CodedOutputStream out, SwaggerMessages.Row row, String name, JsonNode value)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    var pair = CodedOutputStream.newInstance(bytes);
    pair.writeString(NAME, name);
    pair.writeByteArray(VALUE, message(row.message(), value));
    pair.flush();
    out.writeByteArray(row.number(), bytes.toByteArray());
  }
}
