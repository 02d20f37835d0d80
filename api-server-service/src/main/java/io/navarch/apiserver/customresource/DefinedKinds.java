package io.navarch.apiserver.customresource;

import io.navarch.apiserver.customresource.Definition.Version;
import io.navarch.schema.Column;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import io.navarch.schema.ServedVersion;
import io.navarch.schema.Subresource;
import io.navarch.schema.WriteStrategy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The kinds that a definition adds: one for each version that is served. */
final class DefinedKinds {

  private static final int GROUP_PRIORITY = 1000;
  private static final int VERSION_PRIORITY = 100;
  private static final int HASH_BYTES = 8;
  private static final List<String> VERBS =
      List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");
  private static final GroupVersionKind SCALE_KIND =
      new GroupVersionKind("autoscaling", "v1", "Scale");
  private static final List<String> STATUS_VERBS = List.of("get", "patch", "update");

  private DefinedKinds() {}

  static List<Kind> of(Definition definition) {
    return definition.versions().stream()
        .filter(Version::isServed)
        .map(version -> kind(definition, version))
        .toList();
  }

  /** The versions of the group, the preferred one first. */
  static List<ServedVersion> versions(Definition definition) {
    return definition.versions().stream()
        .filter(Version::isServed)
        .sorted((a, b) -> VersionOrder.compare(a.name(), b.name()))
        .map(v ->
            new ServedVersion(
                new GroupVersion(definition.group(), v.name()), GROUP_PRIORITY, VERSION_PRIORITY))
        .toList();
  }

  private static Kind kind(Definition definition, Version version) {
    var gvk = definition.gvk(version);
    var stored = definition.storage().orElse(version);
    return Kind.builder()
        .gvk(gvk)
        .listKind(definition.name("listKind"))
        .plural(definition.name("plural"))
        .singular(definition.name("singular"))
        .namespaced(definition.namespaced())
        .typeName(SchemaTypes.typeName(gvk))
        .storageVersion(new GroupVersion(definition.group(), stored.name()))
        .storageVersionHash(hash(definition.gvk(stored)))
        .verbs(VERBS)
        .shortNames(definition.nameList("shortNames"))
        .categories(definition.nameList("categories"))
        .columns(columns(version))
        .selectableFields(selectableFields(definition, version))
        .fieldRefusal("")
        .strategy(WriteStrategy.CUSTOM)
        .subresources(subresources(gvk, version))
        .build();
  }

  private static Map<String, Subresource> subresources(GroupVersionKind gvk, Version version) {
    var all = new LinkedHashMap<String, Subresource>();
    if (version.hasStatus()) {
      all.put("status", new Subresource("status", gvk, STATUS_VERBS));
    }
    if (version.hasScale()) {
      all.put(CustomScales.SCALE, new Subresource(CustomScales.SCALE, SCALE_KIND, STATUS_VERBS));
    }
    return all;
  }

  private static List<String> selectableFields(Definition definition, Version version) {
    var fields = new ArrayList<>(List.of("metadata.name"));
    if (definition.namespaced()) {
      fields.add("metadata.namespace");
    }
    fields.addAll(version.selectableFields());
    return fields;
  }

  /** The name first, the age alone where nothing else is wished. */
  private static List<Column> columns(Version version) {
    var columns = new ArrayList<Column>();
    columns.add(
        new Column(
            "Name",
            "string",
            "name",
            "Name must be unique within a namespace. Is required when creating resources.",
            0,
            ".metadata.name"));
    version.columns().forEach(column -> columns.add(column(column)));
    if (version.columns().isEmpty()) {
      columns.add(
          new Column("Age", "date", "", "When it was created.", 0, ".metadata.creationTimestamp"));
    }
    return columns;
  }

  private static Column column(JsonNode column) {
    return new Column(
        column.path("name").asString(""),
        column.path("type").asString(""),
        column.path("format").asString(""),
        column.path("description").asString(""),
        column.path("priority").asInt(0),
        column.path("jsonPath").asString(""));
  }

  /** A word that changes with the storage version, as upstream computes it. */
  private static String hash(GroupVersionKind stored) {
    var text = "%s/%s/%s".formatted(stored.group(), stored.version(), stored.kind());
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
