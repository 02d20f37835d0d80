package io.navarch.apiserver.endpoint.discovery;

import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Discovery of everything in one answer ({@code apidiscovery.k8s.io/v2}). Pure. */
final class AggregatedDiscovery {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private AggregatedDiscovery() {}

  /**
   * The list.
   *
   * @param core whether {@code /api} is asked, else {@code /apis}
   */
  static ObjectNode list(Catalogue catalogue, boolean core) {
    var list = NODES.objectNode().put("kind", "APIGroupDiscoveryList");
    list.put("apiVersion", "apidiscovery.k8s.io/v2").putObject("metadata");
    var items = list.putArray("items");
    Map<String, ObjectNode> groups = new LinkedHashMap<>();
    for (var served : catalogue.servedVersions()) {
      var version = served.groupVersion();
      if (version.group().isEmpty() == core) {
        var group = groups.computeIfAbsent(version.group(), AggregatedDiscovery::group);
        group.withArray("versions").add(version(catalogue, version));
      }
    }
    items.addAll(groups.values());
    return list;
  }

  private static ObjectNode group(String name) {
    var group = NODES.objectNode();
    var metadata = group.putObject("metadata");
    if (!name.isEmpty()) {
      metadata.put("name", name);
    }
    return group;
  }

  private static ObjectNode version(Catalogue catalogue, GroupVersion version) {
    var node = NODES.objectNode().put("version", version.version());
    var resources = node.putArray("resources");
    catalogue.kinds().stream()
        .filter(kind -> kind.gvk().groupVersion().equals(version))
        .forEach(kind -> resources.add(resource(kind)));
    return node.put("freshness", "Current");
  }

  private static ObjectNode resource(Kind kind) {
    var node = NODES.objectNode().put("resource", kind.plural());
    node.set("responseKind", responseKind(kind, kind.gvk()));
    node.put("scope", kind.namespaced() ? "Namespaced" : "Cluster");
    node.put("singularResource", kind.singular());
    putVerbs(node, kind.verbs());
    LegacyDiscovery.putTexts(node, "shortNames", kind.shortNames());
    LegacyDiscovery.putTexts(node, "categories", kind.categories());
    if (!kind.subresources().isEmpty()) {
      var array = node.putArray("subresources");
      for (var sub : kind.subresources().values()) {
        var entry = array.addObject().put("subresource", sub.name());
        entry.set("responseKind", responseKind(kind, sub.kind()));
        putVerbs(entry, sub.verbs());
      }
    }
    return node;
  }

  private static void putVerbs(ObjectNode node, List<String> verbs) {
    var array = node.putArray("verbs");
    verbs.forEach(array::add);
  }

  /** Group and version are empty where they are those of the entry. */
  private static ObjectNode responseKind(Kind kind, GroupVersionKind body) {
    boolean own = body.groupVersion().equals(kind.gvk().groupVersion());
    return NODES
        .objectNode()
        .put("group", own ? "" : body.group())
        .put("version", own ? "" : body.version())
        .put("kind", body.kind());
  }
}
