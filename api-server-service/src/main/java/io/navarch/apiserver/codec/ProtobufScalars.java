package io.navarch.apiserver.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.navarch.schema.FieldType;
import io.navarch.schema.ScalarType;
import io.navarch.schema.quantity.ApiTime;
import io.navarch.schema.quantity.Quantity;
import io.navarch.schema.quantity.QuantityFormatException;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads single values, and the messages that stand for single values. */
final class ProtobufScalars {

  static final String SCHEMA =
      "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ProtobufReader reader;

  ProtobufScalars(ProtobufReader reader) {
    this.reader = reader;
  }

  /** What a map entry without a value holds. */
  static JsonNode emptyEntry(FieldType type) {
    return switch (type) {
      case FieldType.ListOf _ -> NODES.arrayNode();
      case FieldType.Scalar(var scalar) when scalar == ScalarType.QUANTITY -> NODES.stringNode("0");
      case FieldType.Scalar _ -> NODES.stringNode("");
      case FieldType.Ref _, FieldType.MapOf _ -> NODES.objectNode();
    };
  }

  JsonNode read(CodedInputStream in, ScalarType type) throws IOException {
    return switch (type) {
      case BOOLEAN -> NODES.booleanNode(in.readBool());
      case INT32 -> NODES.numberNode((int) in.readRawVarint64());
      case INT64 -> integer(in.readInt64());
      case DOUBLE -> NODES.numberNode(in.readDouble());
      case BYTES -> NODES.stringNode(Base64.getEncoder().encodeToString(in.readByteArray()));
      case TIME, MICRO_TIME -> time(in.readByteArray(), type);
      case QUANTITY -> quantity(in.readByteArray());
      case INT_OR_STRING -> intOrString(in.readByteArray());
      case RAW_EXTENSION, JSON, FIELDS_V1, ANY -> raw(in.readByteArray());
      case JSON_SCHEMA_OR_ARRAY, JSON_SCHEMA_OR_BOOL, JSON_SCHEMA_OR_STRING_ARRAY ->
          schemaOr(in.readByteArray(), type);
      case DURATION, STRING -> NODES.stringNode(in.readString());
    };
  }

  private static JsonNode integer(long value) {
    return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
  }

  private static JsonNode time(byte[] message, ScalarType type) throws IOException {
    var in = CodedInputStream.newInstance(message);
    long seconds = 0;
    int nanos = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> seconds = in.readInt64();
        case 2 -> nanos = in.readInt32();
        default -> in.skipField(tag);
      }
    }
    if (seconds == 0 && nanos == 0) {
      return NODES.nullNode();
    }
    var time = Instant.ofEpochSecond(seconds, nanos);
    return NODES.stringNode(
        type == ScalarType.TIME ? ApiTime.format(time) : ApiTime.formatMicro(time));
  }

  private static JsonNode quantity(byte[] message) throws IOException {
    var in = CodedInputStream.newInstance(message);
    var text = "0";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 1) {
        text = in.readString();
      } else {
        in.skipField(tag);
      }
    }
    try {
      return NODES.stringNode(Quantity.parse(text.isEmpty() ? "0" : text).toString());
    } catch (QuantityFormatException e) {
      throw new DecodeException(String.valueOf(e.getMessage()), e);
    }
  }

  private static JsonNode intOrString(byte[] message) throws IOException {
    var in = CodedInputStream.newInstance(message);
    long type = 0;
    int number = 0;
    var text = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> type = in.readInt64();
        case 2 -> number = in.readInt32();
        case 3 -> text = in.readString();
        default -> in.skipField(tag);
      }
    }
    return type == 0 ? NODES.numberNode(number) : NODES.stringNode(text);
  }

  private static JsonNode raw(byte[] message) throws IOException {
    var in = CodedInputStream.newInstance(message);
    var bytes = new byte[0];
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 1) {
        bytes = in.readByteArray();
      } else {
        in.skipField(tag);
      }
    }
    try {
      return bytes.length == 0 ? NODES.nullNode() : JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new DecodeException(e.getOriginalMessage(), e);
    }
  }

  /** A schema under one number; arrays, booleans and texts under another. */
  private JsonNode schemaOr(byte[] message, ScalarType type) throws IOException {
    var in = CodedInputStream.newInstance(message);
    int schemaNumber = type == ScalarType.JSON_SCHEMA_OR_BOOL ? 2 : 1;
    var list = NODES.arrayNode();
    JsonNode single = NODES.nullNode();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int number = WireFormat.getTagFieldNumber(tag);
      if (number == schemaNumber) {
        single = reader.object(in.readByteArray(), SCHEMA);
      } else if (type == ScalarType.JSON_SCHEMA_OR_BOOL && number == 1) {
        var allows = NODES.booleanNode(in.readBool());
        single = single.isNull() ? allows : single;
      } else if (type == ScalarType.JSON_SCHEMA_OR_ARRAY && number == 2) {
        list.add(reader.object(in.readByteArray(), SCHEMA));
      } else if (number == 2) {
        list.add(in.readString());
      } else {
        in.skipField(tag);
      }
    }
    return list.isEmpty() ? single : list;
  }
}
