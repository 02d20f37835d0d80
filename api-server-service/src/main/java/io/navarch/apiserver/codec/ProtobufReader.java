package io.navarch.apiserver.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.navarch.apiserver.codec.MessageLayouts.Slot;
import io.navarch.schema.Catalogue;
import io.navarch.schema.Field;
import io.navarch.schema.FieldType;
import io.navarch.schema.ObjectType;
import io.navarch.schema.ScalarType;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads protobuf messages along their types. Fields without a place in the type are skipped. */
final class ProtobufReader {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 100;

  private final Catalogue catalogue;
  private final MessageLayouts layouts;
  private final TypedForm form;
  private final ProtobufScalars scalars;
  private int depth;

  ProtobufReader(Catalogue catalogue, MessageLayouts layouts) {
    this.catalogue = catalogue;
    this.layouts = layouts;
    this.form = new TypedForm(catalogue);
    this.scalars = new ProtobufScalars(this);
  }

  /** The fields that the message holds. */
  Map<String, JsonNode> members(byte[] message, ObjectType type) {
    var members = new HashMap<String, JsonNode>();
    try {
      slots(message, layouts.of(type), members);
    } catch (IOException e) {
      throw new DecodeException("proto: " + e.getMessage(), e);
    }
    return members;
  }

  /** The message as an object of a named type. */
  ObjectNode object(byte[] message, String typeName) {
    if (++depth > DEEPEST) {
      throw new DecodeException("proto: nested too deeply");
    }
    var type =
        catalogue
            .findType(typeName)
            .orElseThrow(() -> new IllegalStateException("the catalogue lacks " + typeName));
    var object = form.arrange(type, members(message, type));
    depth--;
    return object;
  }

  private void slots(byte[] message, Map<Integer, Slot> slots, Map<String, JsonNode> members)
      throws IOException {
    var in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (slots.get(WireFormat.getTagFieldNumber(tag))) {
        case Slot.Leaf(var field) -> field(in, tag, field, members);
        case Slot.Folded(var inner) -> slots(in.readByteArray(), inner, members);
        case null -> in.skipField(tag);
      }
    }
  }

  private void field(CodedInputStream in, int tag, Field field, Map<String, JsonNode> members)
      throws IOException {
    switch (field.type()) {
      case FieldType.ListOf(var element) -> {
        var list = (ArrayNode) members.computeIfAbsent(field.name(), _ -> NODES.arrayNode());
        elements(in, tag, element, list);
      }
      case FieldType.MapOf(var value) -> {
        var map = (ObjectNode) members.computeIfAbsent(field.name(), _ -> NODES.objectNode());
        entry(in.readByteArray(), value, map);
      }
      case FieldType.Ref _, FieldType.Scalar _ ->
          members.put(field.name(), value(in, field.type()));
    }
  }

  /** One element, or several numbers packed into one field. */
  private void elements(CodedInputStream in, int tag, FieldType element, ArrayNode list)
      throws IOException {
    boolean packed =
        element instanceof FieldType.Scalar(var scalar)
            && isNumber(scalar)
            && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    if (!packed) {
      list.add(value(in, element));
      return;
    }
    var numbers = CodedInputStream.newInstance(in.readByteArray());
    while (!numbers.isAtEnd()) {
      list.add(value(numbers, element));
    }
  }

  private static boolean isNumber(ScalarType scalar) {
    return switch (scalar) {
      case BOOLEAN, INT32, INT64, DOUBLE -> true;
      default -> false;
    };
  }

  private void entry(byte[] message, FieldType type, ObjectNode map) throws IOException {
    var in = CodedInputStream.newInstance(message);
    var key = "";
    JsonNode value = ProtobufScalars.emptyEntry(type);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> key = in.readString();
        case 2 -> value = value(in, type);
        default -> in.skipField(tag);
      }
    }
    map.set(key, value);
  }

  private JsonNode value(CodedInputStream in, FieldType type) throws IOException {
    return switch (type) {
      case FieldType.Scalar(var scalar) -> scalars.read(in, scalar);
      case FieldType.Ref(var name) -> object(in.readByteArray(), name);
      case FieldType.ListOf(var element) -> wrapped(in.readByteArray(), element);
      case FieldType.MapOf _ -> throw new DecodeException("proto: a map in a map");
    };
  }

  /** Lists inside maps travel in a message of their own. */
  private JsonNode wrapped(byte[] message, FieldType element) throws IOException {
    var in = CodedInputStream.newInstance(message);
    var list = NODES.arrayNode();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 1) {
        elements(in, tag, element, list);
      } else {
        in.skipField(tag);
      }
    }
    return list;
  }
}
