package io.navarch.apiserver.endpoint.openapi;

import io.navarch.schema.Catalogue;
import io.navarch.schema.Field;
import io.navarch.schema.FieldType;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.ObjectType;
import io.navarch.schema.ScalarType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the types of one document as schemas: those it was asked for and all they refer to. */
@RequiredArgsConstructor
final class SchemaWriter {

  static final String GROUP_VERSION_KIND = "x-kubernetes-group-version-kind";

  static final String POINTER = "#/components/schemas/";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final GroupVersion CORE = new GroupVersion("", "v1");
  private static final Map<String, ScalarType> DEFINED =
      Arrays.stream(ScalarType.values())
          .filter(scalar -> scalar.definition().isPresent())
          .collect(Collectors.toMap(scalar -> scalar.definition().orElseThrow(), scalar -> scalar));

  private final Catalogue catalogue;
  private final GroupVersion version;
  private final TreeMap<String, ObjectNode> written = new TreeMap<>();
  private final SortedSet<String> wanted = new TreeSet<>();

  /** A reference to a type; the type becomes part of {@link #schemas}. */
  ObjectNode reference(String typeName) {
    if (!written.containsKey(typeName)) {
      wanted.add(typeName);
    }
    var pointer = typeName.replace("~", "~0").replace("/", "~1");
    return NODES.objectNode().put("$ref", POINTER + pointer);
  }

  /** All schemas that were referred to, by name. */
  ObjectNode schemas() {
    while (!wanted.isEmpty()) {
      var name = wanted.removeFirst();
      written.put(name, NODES.objectNode());
      written.put(name, schema(name));
    }
    var schemas = NODES.objectNode();
    written.forEach(schemas::set);
    return schemas;
  }

  private ObjectNode schema(String name) {
    var type = catalogue.findType(name);
    return type.flatMap(ObjectType::findAuthored)
        .map(authored -> authored(type.orElseThrow(), authored))
        .orElseGet(() -> described(name, type));
  }

  private ObjectNode authored(ObjectType type, JsonNode authored) {
    var node = (ObjectNode) authored.deepCopy();
    node.findValuesAsString("$ref")
        .forEach(pointer -> reference(pointer.substring(POINTER.length())));
    putKinds(node, type);
    return node;
  }

  private ObjectNode described(String name, Optional<ObjectType> type) {
    var node = NODES.objectNode();
    type.map(ObjectType::description)
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> node.put("description", text));
    var scalar = Optional.ofNullable(DEFINED.get(name));
    scalar.ifPresentOrElse(found -> putScalar(node, found), () -> node.put("type", "object"));
    if (scalar.isEmpty()) {
      type.ifPresent(found -> putMembers(node, found));
    }
    type.ifPresent(found -> {
      found.extensions().forEach(node::set);
      putKinds(node, found);
    });
    return node;
  }

  private void putMembers(ObjectNode node, ObjectType type) {
    var required = type.fields().values().stream().filter(Field::required).toList();
    if (!required.isEmpty()) {
      var names = node.putArray("required");
      required.forEach(field -> names.add(field.name()));
    }
    if (!type.fields().isEmpty()) {
      var properties = node.putObject("properties");
      new TreeMap<>(type.fields()).forEach((name, field) -> properties.set(name, property(field)));
    }
  }

  private ObjectNode property(Field field) {
    var node = NODES.objectNode();
    if (!field.description().isEmpty()) {
      node.put("description", field.description());
    }
    field.findDefault().ifPresent(value -> node.set("default", value));
    putType(node, field.type(), field.elementDefault(), field.enumValues());
    field.extensions().forEach(node::set);
    return foldBareReference(node);
  }

  private void putType(
      ObjectNode node, FieldType type, @Nullable JsonNode elementDefault, List<String> values) {
    switch (type) {
      case FieldType.Ref(var name) -> node.putArray("allOf").add(reference(name));
      case FieldType.ListOf(var element) -> {
        node.put("type", "array");
        node.set("items", element(element, elementDefault, values));
      }
      case FieldType.MapOf(var value) -> {
        node.put("type", "object");
        node.set("additionalProperties", element(value, elementDefault, values));
      }
      case FieldType.Scalar(var scalar) -> {
        scalar
            .definition()
            .ifPresentOrElse(
                name -> node.putArray("allOf").add(reference(name)), () -> putScalar(node, scalar));
        putEnum(node, values);
      }
    }
  }

  /** The default and the enum are those of the innermost element. */
  private ObjectNode element(
      FieldType type, @Nullable JsonNode elementDefault, List<String> values) {
    var node = NODES.objectNode();
    boolean nested = type instanceof FieldType.ListOf || type instanceof FieldType.MapOf;
    if (!nested && elementDefault != null) {
      node.set("default", elementDefault);
    }
    putType(node, type, elementDefault, values);
    return foldBareReference(node);
  }

  private static void putEnum(ObjectNode node, List<String> values) {
    if (!values.isEmpty()) {
      var array = node.putArray("enum");
      values.forEach(array::add);
    }
  }

  /** Siblings of a {@code $ref} would be ignored, so only one that stands alone is left bare. */
  private static ObjectNode foldBareReference(ObjectNode node) {
    return node.size() == 1 && node.path("allOf").path(0) instanceof ObjectNode reference
        ? reference
        : node;
  }

  private static void putScalar(ObjectNode node, ScalarType scalar) {
    switch (scalar) {
      case STRING, DURATION -> node.put("type", "string");
      case BOOLEAN -> node.put("type", "boolean");
      case INT32 -> node.put("type", "integer").put("format", "int32");
      case INT64 -> node.put("type", "integer").put("format", "int64");
      case DOUBLE -> node.put("type", "number").put("format", "double");
      case BYTES -> node.put("type", "string").put("format", "byte");
      case TIME, MICRO_TIME -> node.put("type", "string").put("format", "date-time");
      case QUANTITY -> putOneOf(node, "string", "number");
      case INT_OR_STRING -> putOneOf(node.put("format", "int-or-string"), "integer", "string");
      case RAW_EXTENSION, FIELDS_V1 -> node.put("type", "object");
      case ANY, JSON, JSON_SCHEMA_OR_ARRAY, JSON_SCHEMA_OR_BOOL, JSON_SCHEMA_OR_STRING_ARRAY -> {
        // whatever JSON there is
      }
    }
  }

  private static void putOneOf(ObjectNode node, String... types) {
    var array = node.putArray("oneOf");
    for (var type : types) {
      array.addObject().put("type", type);
    }
  }

  /** A type that every group has under its own name is shown with those of this document only. */
  private void putKinds(ObjectNode node, ObjectType type) {
    var own = type.kinds().stream().filter(this::isOwn).toList();
    var shown = own.isEmpty() ? type.kinds() : own;
    if (!shown.isEmpty()) {
      var array = node.putArray(GROUP_VERSION_KIND);
      shown.forEach(kind -> array.add(kind(kind)));
    }
  }

  private boolean isOwn(GroupVersionKind kind) {
    return kind.groupVersion().equals(version) || kind.groupVersion().equals(CORE);
  }

  static ObjectNode kind(GroupVersionKind kind) {
    return NODES
        .objectNode()
        .put("group", kind.group())
        .put("kind", kind.kind())
        .put("version", kind.version());
  }
}
