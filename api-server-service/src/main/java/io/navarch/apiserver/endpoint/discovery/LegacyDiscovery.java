package io.navarch.apiserver.endpoint.discovery;

import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import io.navarch.schema.ServedVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Discovery group by group and version by version. Pure. */
final class LegacyDiscovery {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private LegacyDiscovery() {}

  /**
   * The answer of {@code /api}.
   *
   * @param address under which the client reached the server
   */
  static ObjectNode versions(String address) {
    var versions = NODES.objectNode().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    versions
        .putArray("serverAddressByClientCIDRs")
        .addObject()
        .put("clientCIDR", "0.0.0.0/0")
        .put("serverAddress", address);
    return versions;
  }

  /** The answer of {@code /apis}. */
  static ObjectNode groups(Catalogue catalogue) {
    var list = NODES.objectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
    var groups = list.putArray("groups");
    byGroup(catalogue).forEach((name, versions) -> groups.add(group(name, versions)));
    return list;
  }

  /** The answer of {@code /apis/GROUP}. */
  static Optional<ObjectNode> group(Catalogue catalogue, String name) {
    return Optional.ofNullable(byGroup(catalogue).get(name))
        .map(versions -> {
          var whole = NODES.objectNode().put("kind", "APIGroup").put("apiVersion", "v1");
          whole.setAll(group(name, versions));
          return whole;
        });
  }

  private static ObjectNode group(String name, List<GroupVersion> versions) {
    var group = NODES.objectNode().put("name", name);
    var array = group.putArray("versions");
    versions.forEach(version -> array.add(version(version)));
    group.set("preferredVersion", version(versions.getFirst()));
    return group;
  }

  private static ObjectNode version(GroupVersion version) {
    return NODES
        .objectNode()
        .put("groupVersion", version.toString())
        .put("version", version.version());
  }

  private static Map<String, List<GroupVersion>> byGroup(Catalogue catalogue) {
    var groups = new LinkedHashMap<String, List<GroupVersion>>();
    for (ServedVersion served : catalogue.servedVersions()) {
      var version = served.groupVersion();
      if (!version.group().isEmpty()) {
        groups.computeIfAbsent(version.group(), _ -> new ArrayList<>()).add(version);
      }
    }
    return groups;
  }

  /** The answer of {@code /api/v1} and {@code /apis/GROUP/VERSION}: sorted by name. */
  static Optional<ObjectNode> resources(Catalogue catalogue, GroupVersion version) {
    if (catalogue.servedVersions().stream().noneMatch(v -> v.groupVersion().equals(version))) {
      return Optional.empty();
    }
    var entries = new TreeMap<String, ObjectNode>();
    for (var kind : catalogue.kinds()) {
      if (kind.gvk().groupVersion().equals(version)) {
        if (!kind.verbs().isEmpty()) {
          entries.put(kind.plural(), resource(kind));
        }
        for (var sub : kind.subresources().values()) {
          var name = kind.plural() + "/" + sub.name();
          entries.put(name, entry(name, "", kind, sub.kind(), sub.verbs()));
        }
      }
    }
    var list = NODES.objectNode().put("kind", "APIResourceList");
    list.put("apiVersion", "v1").put("groupVersion", version.toString());
    list.putArray("resources").addAll(entries.values());
    return Optional.of(list);
  }

  private static ObjectNode resource(Kind kind) {
    var entry = entry(kind.plural(), kind.singular(), kind, kind.gvk(), kind.verbs());
    putTexts(entry, "shortNames", kind.shortNames());
    putTexts(entry, "categories", kind.categories());
    if (!kind.storageVersionHash().isEmpty()) {
      entry.put("storageVersionHash", kind.storageVersionHash());
    }
    return entry;
  }

  /** Group and version are said only where they are not those of the list. */
  private static ObjectNode entry(
      String name, String singular, Kind kind, GroupVersionKind body, List<String> verbs) {
    var entry = NODES.objectNode().put("name", name).put("singularName", singular);
    entry.put("namespaced", kind.namespaced());
    if (!body.groupVersion().equals(kind.gvk().groupVersion())) {
      if (!body.group().isEmpty()) {
        entry.put("group", body.group());
      }
      entry.put("version", body.version());
    }
    entry.put("kind", body.kind());
    var array = entry.putArray("verbs");
    verbs.forEach(array::add);
    return entry;
  }

  static void putTexts(ObjectNode node, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      var array = node.putArray(name);
      texts.forEach(array::add);
    }
  }
}
