package io.navarch.apiserver.customresource;

import io.navarch.schema.Field;
import io.navarch.schema.FieldType;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.ListSemantics;
import io.navarch.schema.ObjectType;
import io.navarch.schema.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The types of one version of a definition: one for the body, one for each object in it, one for
 * lists. What the schema does not name the types do not have, which is how unknown fields are found
 * and left out.
 */
final class SchemaTypes {

  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
  private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";
  private static final FieldType TEXT = new FieldType.Scalar(ScalarType.STRING);
  private static final FieldType ANY = new FieldType.Scalar(ScalarType.ANY);

  private final List<ObjectType> made = new ArrayList<>();

  private final PublishedSchema published;

  private SchemaTypes(PublishedSchema published) {
    this.published = published;
  }

  /**
   * Makes the types.
   *
   * @param version one of {@code spec.versions}
   */
  static List<ObjectType> of(
      GroupVersionKind gvk,
      String listKind,
      Definition.Version version,
      PublishedSchema published) {
    var types = new SchemaTypes(published);
    var name = typeName(gvk);
    types.body(name, gvk, version);
    types.list(name, new GroupVersionKind(gvk.group(), gvk.version(), listKind));
    return List.copyOf(types.made);
  }

  /** {@code com.example.stable.v1.CronTab}, as OpenAPI names it. */
  static String typeName(GroupVersionKind gvk) {
    var parts = new ArrayList<>(List.of(gvk.group().split("\\.", -1))).reversed();
    return "%s.%s.%s".formatted(String.join(".", parts), gvk.version(), gvk.kind());
  }

  private void body(String name, GroupVersionKind gvk, Definition.Version version) {
    var schema = version.schema();
    var fields = identity();
    fields.putAll(fields(name, schema, fields.keySet()));
    made.addFirst(
        type(name, schema, fields).toBuilder()
            .kinds(List.of(gvk))
            .authored(published.of(version))
            .build());
  }

  private void list(String item, GroupVersionKind gvk) {
    var fields = new LinkedHashMap<String, Field>();
    put(fields, Field.of("apiVersion", TEXT));
    put(
        fields,
        Field.of("items", new FieldType.ListOf(new FieldType.Ref(item))).withRequired(true));
    put(fields, Field.of("kind", TEXT));
    put(fields, Field.of("metadata", new FieldType.Ref(META + "ListMeta")));
    made.add(
        ObjectType.of(item + "List", List.copyOf(fields.values())).toBuilder()
            .kinds(List.of(gvk))
            .build());
  }

  private static Map<String, Field> identity() {
    var fields = new LinkedHashMap<String, Field>();
    put(fields, Field.of("apiVersion", TEXT));
    put(fields, Field.of("kind", TEXT));
    put(fields, Field.of("metadata", new FieldType.Ref(META + "ObjectMeta")));
    return fields;
  }

  private static void put(Map<String, Field> fields, Field field) {
    fields.put(field.name(), field);
  }

  private Map<String, Field> fields(String owner, JsonNode schema, Set<String> given) {
    var required = new HashSet<>(Definition.texts(schema.path("required")));
    var fields = new LinkedHashMap<String, Field>();
    for (var property : schema.path("properties").properties()) {
      var name = property.getKey();
      if (!given.contains(name)) {
        fields.put(
            name, field(owner + "." + name, name, property.getValue(), required.contains(name)));
      }
    }
    return fields;
  }

  private Field field(String path, String name, JsonNode schema, boolean required) {
    var plain = Field.of(name, content(path, schema));
    return plain.toBuilder()
        .description(schema.path("description").asString(""))
        .required(required)
        .semantics(semantics(schema, plain.semantics()))
        .enumValues(
            Definition.texts(schema.path("enum")).stream().filter(v -> !v.isEmpty()).toList())
        .defaultValue(schema.has("default") ? schema.get("default") : null)
        .nullable(schema.path("nullable").asBoolean(false))
        .build();
  }

  private FieldType content(String path, JsonNode schema) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean(false)) {
      return new FieldType.Scalar(ScalarType.INT_OR_STRING);
    }
    return switch (schema.path("type").asString("")) {
      case "object" -> object(path, schema);
      case "array" -> new FieldType.ListOf(content(path + ".items", schema.path("items")));
      case "string" -> TEXT;
      case "boolean" -> new FieldType.Scalar(ScalarType.BOOLEAN);
      case "integer" -> new FieldType.Scalar(ScalarType.INT64);
      case "number" -> new FieldType.Scalar(ScalarType.DOUBLE);
      default -> ANY;
    };
  }

  private FieldType object(String path, JsonNode schema) {
    var values = schema.path("additionalProperties");
    if (values.isObject() && !values.isEmpty()) {
      return new FieldType.MapOf(content(path + ".values", values));
    }
    if (values.isObject() || values.asBoolean(false)) {
      return new FieldType.MapOf(ANY);
    }
    boolean embedded = schema.path("x-kubernetes-embedded-resource").asBoolean(false);
    if (!schema.has("properties") && !embedded && schema.path(PRESERVE).asBoolean(false)) {
      return ANY;
    }
    var fields = embedded ? identity() : new LinkedHashMap<String, Field>();
    fields.putAll(fields(path, schema, Set.copyOf(fields.keySet())));
    made.add(type(path, schema, fields));
    return new FieldType.Ref(path);
  }

  private static ObjectType type(String name, JsonNode schema, Map<String, Field> fields) {
    return ObjectType.of(name, List.copyOf(fields.values())).toBuilder()
        .description(schema.path("description").asString(""))
        .preservesUnknown(schema.path(PRESERVE).asBoolean(false))
        .semantics(semantics(schema, new ListSemantics.Granular()))
        .build();
  }

  private static ListSemantics semantics(JsonNode schema, ListSemantics usual) {
    return switch (schema.path("x-kubernetes-list-type").asString("")) {
      case "set" -> new ListSemantics.SetOf();
      case "map" ->
          new ListSemantics.MapBy(Definition.texts(schema.path("x-kubernetes-list-map-keys")));
      default ->
          schema.path("x-kubernetes-map-type").asString("").equals("atomic")
              ? new ListSemantics.Atomic()
              : usual;
    };
  }
}
