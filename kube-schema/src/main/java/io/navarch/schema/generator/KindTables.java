package io.navarch.schema.generator;

import io.navarch.schema.Column;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import io.navarch.schema.ServedVersion;
import io.navarch.schema.Subresource;
import io.navarch.schema.WriteStrategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the kinds out of the tables. */
final class KindTables {

  private final Table groups;
  private final Table resources;
  private final Map<String, List<Table.Row>> columns;
  private final Map<String, List<Table.Row>> strategies;
  private final Map<String, List<Table.Row>> fieldSelectors;
  private final Map<String, String> typesByKind = new LinkedHashMap<>();

  KindTables(Path folder) throws IOException {
    groups = Table.read(folder.resolve("groups.tsv"));
    resources = Table.read(folder.resolve("resources.tsv"));
    columns = byResource(Table.read(folder.resolve("columns.tsv")));
    strategies = byResource(Table.read(folder.resolve("strategies.tsv")));
    fieldSelectors = byResource(Table.read(folder.resolve("field-selectors.tsv")));
    for (var row : Table.read(folder.resolve("kinds.tsv")).rows()) {
      for (var kind : row.get("kinds").split(" ", -1)) {
        typesByKind.put(kind, row.get("type"));
      }
    }
  }

  List<ServedVersion> versions() {
    return groups.rows().stream()
        .map(row ->
            new ServedVersion(
                new GroupVersion(row.get("group"), row.get("version")),
                row.number("groupPriority"),
                row.number("versionPriority")))
        .toList();
  }

  List<Kind> kinds() {
    var kinds = new ArrayList<Kind>();
    var served = resources.rows().stream().map(KindTables::kindKey).collect(Collectors.toSet());
    for (var row : resources.rows()) {
      if (!row.get("resource").contains("/")) {
        kinds.add(kind(row, served.contains(row.get("hashedVersion") + " " + row.get("kind"))));
      }
    }
    return kinds;
  }

  private Kind kind(Table.Row row, boolean hashedIsServed) {
    var own = new GroupVersion(row.get("group"), row.get("version"));
    var key = resourceKey(row, row.get("resource"));
    var hashed = row.get("hashedVersion");
    var typeKey = "%s/%s/%s".formatted(own.group(), own.version(), row.get("kind"));
    var selectors = first(fieldSelectors, key);
    return Kind.builder()
        .gvk(new GroupVersionKind(own.group(), own.version(), row.get("kind")))
        .listKind(row.words("verbs").contains("list") ? row.get("kind") + "List" : "")
        .plural(row.get("resource"))
        .singular(row.get("singular"))
        .namespaced(row.get("scope").equals("Namespaced"))
        .typeName(
            Optional.ofNullable(typesByKind.get(typeKey))
                .orElseThrow(() -> new IllegalStateException("no type for " + typeKey)))
        .storageVersion(hashedIsServed ? GroupVersion.parse(hashed) : own)
        .storageVersionHash(hashed.isEmpty() ? "" : hash(hashed, row.get("kind")))
        .verbs(row.words("verbs"))
        .shortNames(row.words("shortNames"))
        .categories(row.words("categories"))
        .columns(all(columns, key).stream().map(KindTables::column).toList())
        .selectableFields(
            selectors
                .map(found -> found.words("fields"))
                .orElseGet(() -> List.of("metadata.name", "metadata.namespace")))
        .fieldRefusal(selectors.map(found -> found.get("refusal")).orElse(""))
        .strategy(strategy(first(strategies, key)))
        .subresources(subresources(key + "/"))
        .build();
  }

  private Map<String, Subresource> subresources(String prefix) {
    var found = new LinkedHashMap<String, Subresource>();
    for (var row : resources.rows()) {
      var key = resourceKey(row, row.get("resource"));
      if (key.startsWith(prefix)) {
        var name = key.substring(prefix.length());
        var body =
            new GroupVersionKind(row.get("bodyGroup"), row.get("bodyVersion"), row.get("kind"));
        found.put(name, new Subresource(name, body, row.words("verbs")));
      }
    }
    return found;
  }

  private static Column column(Table.Row row) {
    return new Column(
        row.get("name"), row.get("type"), row.get("format"), "", row.number("priority"));
  }

  private static WriteStrategy strategy(Optional<Table.Row> row) {
    var flags = row.map(found -> found.words("flags")).orElseGet(List::of);
    return new WriteStrategy(
        flags.contains("createsOnUpdate"),
        flags.contains("unconditionalUpdate"),
        flags.contains("countsGeneration"),
        flags.contains("returnsDeleted"),
        flags.contains("orphansByDefault"));
  }

  /** The first eight bytes of the digest of the storage kind's full name. */
  private static String hash(String version, String kind) {
    try {
      var name = GroupVersion.parse(version);
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  "%s/%s/%s"
                      .formatted(name.group(), name.version(), kind)
                      .getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String kindKey(Table.Row row) {
    return new GroupVersion(row.get("group"), row.get("version")) + " " + row.get("kind");
  }

  private static String resourceKey(Table.Row row, String resource) {
    return "%s %s %s".formatted(row.get("group"), row.get("version"), resource);
  }

  private static Map<String, List<Table.Row>> byResource(Table table) {
    return table.rows().stream()
        .collect(Collectors.groupingBy(row -> resourceKey(row, row.get("resource"))));
  }

  private static List<Table.Row> all(Map<String, List<Table.Row>> table, String key) {
    return Optional.ofNullable(table.get(key)).orElseGet(List::of);
  }

  private static Optional<Table.Row> first(Map<String, List<Table.Row>> table, String key) {
    return all(table, key).stream().findFirst();
  }
}
