package io.navarch.apiserver.endpoint.openapi;

import io.navarch.schema.Kind;
import io.navarch.schema.Subresource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the paths of a kind and its sub-resources into a document. */
@RequiredArgsConstructor
final class KindPaths {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> PRETTY = List.of("pretty");
  private static final Map<String, String> CONNECT_METHODS =
      Map.of("create", "post", "delete", "delete", "get", "get", "patch", "patch", "update", "put");

  private final SortedMap<String, ObjectNode> paths;
  private final SchemaWriter schemas;
  private final KindOperations operations;

  /** Adds the paths of a kind. */
  void add(Kind kind) {
    var base = "/" + GroupNames.path(kind.gvk().groupVersion());
    var collection = inScope(kind, base);
    put(collection, operations.onCollection(kind), PRETTY);
    put(collection + "/{name}", operations.onObject(kind), PRETTY);
    if (kind.namespaced() && kind.serves("list")) {
      put(base + "/" + kind.plural(), Map.of("get", operations.list(kind, true)), PRETTY);
    }
    if (kind.serves("watch") && operations.isBuiltIn(kind)) {
      addWatches(kind, base + "/watch");
    }
    for (var sub : kind.subresources().values()) {
      addSubresource(kind, sub, collection + "/{name}/" + sub.name());
    }
  }

  private void addWatches(Kind kind, String base) {
    var collection = inScope(kind, base);
    var query = join(Parameters.LIST, PRETTY);
    put(collection, Map.of("get", operations.watch(kind, "List")), query);
    put(collection + "/{name}", Map.of("get", operations.watch(kind, "")), query);
    if (kind.namespaced()) {
      var everywhere = operations.watch(kind, "ListForAllNamespaces");
      put(base + "/" + kind.plural(), Map.of("get", everywhere), query);
    }
  }

  private void addSubresource(Kind kind, Subresource sub, String path) {
    var query = join(Parameters.ofSubresource(sub.name()), List.of());
    if (!KindOperations.isConnection(sub)) {
      put(path, operations.onSubresource(kind, sub), join(query, PRETTY));
      return;
    }
    put(path, connections(kind, sub, ""), query);
    if (sub.name().equals("proxy")) {
      put(path + "/{path}", connections(kind, sub, "WithPath"), query);
    }
  }

  private Map<String, Operation> connections(Kind kind, Subresource sub, String suffix) {
    var methods = sub.verbs().stream().map(CONNECT_METHODS::get);
    var more = sub.name().equals("proxy") ? Stream.of("head", "options") : Stream.<String>empty();
    var found = new LinkedHashMap<String, Operation>();
    Stream.concat(methods, more)
        .sorted()
        .forEach(method -> found.put(method, operations.connect(kind, sub, method, suffix)));
    return found;
  }

  /** What all operations of a path take stands at the path. */
  private void put(String path, Map<String, Operation> byMethod, List<String> query) {
    if (byMethod.isEmpty()) {
      return;
    }
    var common = new HashSet<>(byMethod.values().iterator().next().parameters());
    byMethod.values().forEach(operation -> common.retainAll(operation.parameters()));
    var node = NODES.objectNode();
    byMethod.forEach(
        (method, operation) -> node.set(method, operation.without(common).write(schemas)));
    common.addAll(query);
    var parameters = Parameters.of(path, common);
    if (!parameters.isEmpty()) {
      node.set("parameters", parameters);
    }
    paths.put(path, node);
  }

  private static String inScope(Kind kind, String base) {
    return base + (kind.namespaced() ? "/namespaces/{namespace}/" : "/") + kind.plural();
  }

  private static List<String> join(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
