package io.navarch.schema.generator;

import io.navarch.schema.Field;
import io.navarch.schema.FieldType;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.ListSemantics;
import io.navarch.schema.ObjectType;
import io.navarch.schema.Presence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the object types out of the tables. */
final class TypeTables {

  private static final Set<String> TYPE_META = Set.of("kind", "apiVersion");

  private final JsonMapper json = JsonMapper.builder().build();
  private final ClientDescriptions descriptions = new ClientDescriptions();
  private final ProtoNumbers numbers;
  private final Map<String, List<Table.Row>> published;
  private final Map<String, List<Table.Row>> unpublished;
  private final Map<String, List<Table.Row>> kinds;
  private final Map<String, List<Table.Row>> own;
  private final Map<String, List<Table.Row>> merge;
  private final Map<String, List<Table.Row>> patch;
  private final Map<String, List<Table.Row>> enums;
  private final Map<String, List<Table.Row>> defaults;
  private final Map<String, List<Table.Row>> extensions;
  private final Map<String, List<Table.Row>> goFields;
  private final Map<String, Integer> order = new HashMap<>();

  TypeTables(Path folder) throws IOException {
    numbers = new ProtoNumbers(Table.read(folder.resolve("proto-numbers.tsv")));
    published = byCells(folder, "fields.tsv", "type");
    unpublished = byCells(folder, "unpublished-fields.tsv", "type");
    kinds = byCells(folder, "kinds.tsv", "type");
    own = byCells(folder, "definitions.tsv", "type");
    merge = byCells(folder, "merge.tsv", "type", "field");
    patch = byCells(folder, "patch.tsv", "type", "field");
    enums = byCells(folder, "enums.tsv", "type", "field");
    defaults = byCells(folder, "openapi-defaults.tsv", "type", "field");
    extensions = byCells(folder, "extensions.tsv", "type", "field");
    goFields = byCells(folder, "go-fields.tsv", "type", "field");
    var position = 0;
    for (var key : goFields.keySet()) {
      order.put(key, position++);
    }
  }

  /** All types by name. */
  Map<String, ObjectType> types() {
    var types = new LinkedHashMap<String, ObjectType>();
    published.forEach((name, rows) -> types.put(name, type(name, rows, true)));
    unpublished.forEach((name, rows) -> types.put(name, type(name, rows, false)));
    return types;
  }

  private ObjectType type(String name, List<Table.Row> rows, boolean isPublished) {
    var members = rows.stream().filter(row -> !row.get("field").equals(".")).toList();
    var names = members.stream().map(row -> row.get("field")).collect(Collectors.toSet());
    var fields = new ArrayList<Field>();
    members.forEach(row -> fields.add(field(name, row, names)));
    fields.sort(Comparator.comparing(field -> order.getOrDefault(name + " " + field.name(), 0)));
    var byName = new LinkedHashMap<String, Field>();
    fields.forEach(field -> byName.put(field.name(), field));
    var description =
        Optional.of(descriptions.ofType(name))
            .filter(text -> !text.isEmpty())
            .or(() -> first(own, name).map(row -> row.get("description")))
            .orElse("");
    var free = first(own, name).map(row -> row.get("free").equals("true")).orElse(false);
    return new ObjectType(
        name,
        description,
        byName,
        free,
        ownSemantics(name),
        kindsOf(name),
        isPublished,
        extensionsOf(name + " ."),
        null);
  }

  private Field field(String type, Table.Row row, Set<String> siblings) {
    var name = row.get("field");
    var key = type + " " + name;
    var shape = Shapes.parse(row.get("shape"));
    var path = numbers.path(type, name, shape instanceof FieldType.ListOf, siblings);
    if (path.isEmpty() && !TYPE_META.contains(name) && !type.endsWith("version.Info")) {
      throw new IllegalStateException("no protobuf number for " + key);
    }
    var patchRow = first(patch, key);
    var go =
        first(goFields, key).orElseThrow(() -> new IllegalStateException("no Go field " + key));
    return new Field(
        name,
        shape,
        description(type, name, shape),
        row.get("required").equals("required"),
        semantics(key, shape),
        patchRow.map(found -> found.words("strategies")).orElseGet(List::of),
        patchRow.map(found -> found.get("mergeKey")).filter(k -> !k.isEmpty()).orElse(null),
        enumValues(key),
        value(defaults, key),
        elementDefault(key),
        path,
        Presence.valueOf(go.get("presence")),
        !go.get("pointer").isEmpty()
            || shape instanceof FieldType.ListOf
            || shape instanceof FieldType.MapOf,
        go.get("goType"),
        extensionsOf(key));
  }

  /** The client keeps no description of a field whose type has one; that of the type stands in. */
  private String description(String type, String field, FieldType shape) {
    var text = descriptions.ofField(type, field);
    return text.isEmpty() && shape instanceof FieldType.Ref(var name)
        ? descriptions.ofType(name)
        : text;
  }

  private ListSemantics semantics(String key, FieldType shape) {
    return first(merge, key)
        .map(TypeTables::relationship)
        .orElseGet(() ->
            switch (shape) {
              case FieldType.Ref(var name) -> ownSemantics(name);
              case FieldType.MapOf _ -> new ListSemantics.Granular();
              case FieldType.ListOf _, FieldType.Scalar _ -> new ListSemantics.Atomic();
            });
  }

  private ListSemantics ownSemantics(String type) {
    return first(merge, type + " .")
        .map(TypeTables::relationship)
        .orElseGet(ListSemantics.Granular::new);
  }

  private static ListSemantics relationship(Table.Row row) {
    return switch (row.get("relationship")) {
      case "atomic" -> new ListSemantics.Atomic();
      case "associative" ->
          row.words("keys").isEmpty()
              ? new ListSemantics.SetOf()
              : new ListSemantics.MapBy(row.words("keys"));
      case "granular", "separable" -> new ListSemantics.Granular();
      default -> throw new IllegalStateException("unknown relationship " + row);
    };
  }

  private List<GroupVersionKind> kindsOf(String type) {
    return first(kinds, type).stream()
        .flatMap(row -> List.of(row.get("kinds").split(" ", -1)).stream())
        .map(gvk -> gvk.split("/", -1))
        .map(gvk -> new GroupVersionKind(gvk[0], gvk[1], gvk[2]))
        .toList();
  }

  private List<String> enumValues(String key) {
    return first(enums, key)
        .or(() -> first(enums, key + "[]"))
        .map(row -> json.readTree("[" + row.get("values") + "]"))
        .map(values -> values.valueStream().map(JsonNode::asString).toList())
        .orElseGet(List::of);
  }

  private @Nullable JsonNode elementDefault(String key) {
    for (var suffix : List.of("[]", "{}", "{}[]")) {
      var found = value(defaults, key + suffix);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable JsonNode value(Map<String, List<Table.Row>> table, String key) {
    return first(table, key).map(row -> json.readTree(row.get("default"))).orElse(null);
  }

  private Map<String, JsonNode> extensionsOf(String key) {
    var byName = new LinkedHashMap<String, JsonNode>();
    Optional.ofNullable(extensions.get(key)).orElseGet(List::of).stream()
        .forEach(row -> byName.put(row.get("extension"), json.readTree(row.get("value"))));
    return byName;
  }

  private static Optional<Table.Row> first(Map<String, List<Table.Row>> table, String key) {
    return Optional.ofNullable(table.get(key)).map(List::getFirst);
  }

  private static Map<String, List<Table.Row>> byCells(Path folder, String file, String... columns)
      throws IOException {
    var grouped = new LinkedHashMap<String, List<Table.Row>>();
    for (var row : Table.read(folder.resolve(file)).rows()) {
      var key = String.join(" ", List.of(columns).stream().map(row::get).toList());
      grouped.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }
    return grouped;
  }
}
