package io.navarch.apiserver.codec;

import com.google.protobuf.CodedOutputStream;
import io.navarch.apiserver.codec.MessageLayouts.Slot;
import io.navarch.schema.Catalogue;
import io.navarch.schema.Field;
import io.navarch.schema.FieldType;
import io.navarch.schema.ObjectType;
import io.navarch.schema.ScalarType;
import io.navarch.schema.quantity.ApiTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Writes trees as protobuf messages along their types. */
final class ProtobufWriter {

  private final Catalogue catalogue;
  private final MessageLayouts layouts;

  ProtobufWriter(Catalogue catalogue, MessageLayouts layouts) {
    this.catalogue = catalogue;
    this.layouts = layouts;
  }

  /** The message of an object. */
  byte[] message(JsonNode object, ObjectType type) {
    try {
      return message(out -> slots(out, object, layouts.of(type)));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  private static byte[] message(Content content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = CodedOutputStream.newInstance(bytes, 512);
    content.writeTo(out);
    out.flush();
    return bytes.toByteArray();
  }

  private void slots(CodedOutputStream out, JsonNode object, Map<Integer, Slot> slots)
      throws IOException {
    for (var entry : slots.entrySet()) {
      int number = entry.getKey();
      switch (entry.getValue()) {
        case Slot.Leaf(var field) -> field(out, number, object.path(field.name()), field);
        case Slot.Folded(var inner) -> {
          var folded = message(o -> slots(o, object, inner));
          if (folded.length > 0) {
            out.writeByteArray(number, folded);
          }
        }
      }
    }
  }

  private void field(CodedOutputStream out, int number, JsonNode value, Field field)
      throws IOException {
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    switch (field.type()) {
      case FieldType.ListOf(var element) -> {
        for (var each : value) {
          value(out, number, each, element);
        }
      }
      case FieldType.MapOf(var type) -> {
        for (var each : value.properties()) {
          out.writeByteArray(
              number,
              message(o -> {
                o.writeString(1, each.getKey());
                value(o, 2, each.getValue(), type);
              }));
        }
      }
      case FieldType.Ref _, FieldType.Scalar _ -> value(out, number, value, field.type());
    }
  }

  private void value(CodedOutputStream out, int number, JsonNode value, FieldType type)
      throws IOException {
    switch (type) {
      case FieldType.Scalar(var scalar) -> scalar(out, number, value, scalar);
      case FieldType.Ref(var name) -> out.writeByteArray(number, message(value, type(name)));
      case FieldType.ListOf(var element) ->
          out.writeByteArray(
              number,
              message(o -> {
                for (var each : value) {
                  value(o, 1, each, element);
                }
              }));
      case FieldType.MapOf _ -> throw new IllegalStateException("a map in a map");
    }
  }

  private void scalar(CodedOutputStream out, int number, JsonNode value, ScalarType type)
      throws IOException {
    switch (type) {
      case BOOLEAN -> out.writeBool(number, value.asBoolean(false));
      case INT32, INT64 -> out.writeInt64(number, value.asLong(0));
      case DOUBLE -> out.writeDouble(number, value.asDouble(0));
      case BYTES -> out.writeByteArray(number, Base64.getDecoder().decode(value.asString("")));
      case TIME, MICRO_TIME -> out.writeByteArray(number, time(value, type));
      case QUANTITY -> out.writeByteArray(number, message(o -> o.writeString(1, value.asString())));
      case INT_OR_STRING -> out.writeByteArray(number, intOrString(value));
      case RAW_EXTENSION, JSON, FIELDS_V1, ANY ->
          out.writeByteArray(
              number,
              message(o -> o.writeByteArray(1, value.toString().getBytes(StandardCharsets.UTF_8))));
      case JSON_SCHEMA_OR_ARRAY, JSON_SCHEMA_OR_BOOL, JSON_SCHEMA_OR_STRING_ARRAY ->
          out.writeByteArray(number, message(o -> schemaOr(o, value, type)));
      case STRING, DURATION -> out.writeString(number, value.asString(""));
    }
  }

  private static byte[] time(JsonNode value, ScalarType type) throws IOException {
    if (value.isNull()) {
      return new byte[0];
    }
    var text = value.asString();
    var time = type == ScalarType.TIME ? ApiTime.parse(text) : ApiTime.parseMicro(text);
    return message(o -> {
      o.writeInt64(1, time.getEpochSecond());
      o.writeInt32(2, time.getNano());
    });
  }

  private static byte[] intOrString(JsonNode value) throws IOException {
    return message(o -> {
      o.writeInt64(1, value.isNumber() ? 0 : 1);
      o.writeInt32(2, value.isNumber() ? value.intValue() : 0);
      o.writeString(3, value.isNumber() ? "" : value.asString());
    });
  }

  private void schemaOr(CodedOutputStream out, JsonNode value, ScalarType type) throws IOException {
    var schema = type(ProtobufScalars.SCHEMA);
    boolean orBool = type == ScalarType.JSON_SCHEMA_OR_BOOL;
    if (orBool) {
      out.writeBool(1, value.isObject() || value.asBoolean(false));
    }
    if (value.isObject()) {
      out.writeByteArray(orBool ? 2 : 1, message(value, schema));
    }
    if (value.isArray()) {
      for (var each : value) {
        if (each.isObject()) {
          out.writeByteArray(2, message(each, schema));
        } else {
          out.writeString(2, each.asString());
        }
      }
    }
  }

  private ObjectType type(String name) {
    return catalogue
        .findType(name)
        .orElseThrow(() -> new IllegalStateException("the catalogue lacks " + name));
  }

  /** What stands in a message. */
  private interface Content {
    void writeTo(CodedOutputStream out) throws IOException;
  }
}
