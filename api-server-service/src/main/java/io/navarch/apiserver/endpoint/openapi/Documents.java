package io.navarch.apiserver.endpoint.openapi;

import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import lombok.RequiredArgsConstructor;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the documents of OpenAPI 3 out of a catalogue: one for each version, one for discovery. */
@RequiredArgsConstructor
final class Documents {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Catalogue catalogue;
  private final Predicate<GroupVersionKind> hasProtobuf;

  /** All documents, by their path without its leading slash. */
  SortedMap<String, ObjectNode> all() {
    var documents = new TreeMap<String, ObjectNode>();
    documents.put("api", discovery("/api/", "APIVersions", "CoreAPIVersions"));
    documents.put("apis", discovery("/apis/", "APIGroupList", "APIVersions"));
    for (var served : catalogue.servedVersions()) {
      var version = served.groupVersion();
      documents.put(GroupNames.path(version), version(version));
      if (!version.group().isEmpty()) {
        documents.computeIfAbsent("apis/" + version.group(), path -> group(path, version.group()));
      }
    }
    return documents;
  }

  private ObjectNode version(GroupVersion version) {
    var schemas = new SchemaWriter(catalogue, version);
    var paths = new TreeMap<String, ObjectNode>();
    var kinds = new KindPaths(paths, schemas, new KindOperations(catalogue, hasProtobuf));
    catalogue.kinds().stream()
        .filter(kind -> kind.gvk().groupVersion().equals(version))
        .forEach(kinds::add);
    var resources =
        get(version, "get" + GroupNames.camel(version) + "APIResources", "APIResourceList");
    var root = NODES.objectNode();
    root.set("get", resources.write(schemas));
    paths.put("/" + GroupNames.path(version) + "/", root);
    return document(paths, schemas);
  }

  private ObjectNode group(String path, String group) {
    return discovery(
        new GroupVersion(group, ""),
        "/" + path + "/",
        "APIGroup",
        "get" + GroupNames.group(group) + "APIGroup");
  }

  private ObjectNode discovery(String path, String type, String id) {
    var version = new GroupVersion(path.equals("/api/") ? "" : "apis", "");
    return discovery(version, path, type, "get" + id);
  }

  private ObjectNode discovery(GroupVersion version, String path, String type, String id) {
    var schemas = new SchemaWriter(catalogue, version);
    var node = NODES.objectNode();
    node.set("get", get(version, id, type).write(schemas));
    var paths = new TreeMap<String, ObjectNode>();
    paths.put(path, node);
    return document(paths, schemas);
  }

  private static Operation get(GroupVersion version, String id, String type) {
    return Operation.builder()
        .version(version)
        .id(id)
        .description("Tells what is served here.")
        .action("")
        .parameters(List.of())
        .bodyFormats(List.of())
        .answerType(KindOperations.META + type)
        .answerFormats(KindOperations.OBJECT_FORMATS)
        .statuses(List.of(200))
        .build();
  }

  private static ObjectNode document(SortedMap<String, ObjectNode> paths, SchemaWriter schemas) {
    var document = NODES.objectNode().put("openapi", "3.0.0");
    document.putObject("info").put("title", "Kubernetes").put("version", "1.36");
    var pathsNode = document.putObject("paths");
    paths.forEach(pathsNode::set);
    var components = document.putObject("components");
    components.set("schemas", schemas.schemas());
    components
        .putObject("securitySchemes")
        .putObject("BearerToken")
        .put("type", "apiKey")
        .put("description", "The token of a client, behind the word Bearer.")
        .put("name", "authorization")
        .put("in", "header");
    return document;
  }
}
