package io.navarch.apiserver.endpoint.openapi;

import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import io.navarch.schema.ObjectType;
import io.navarch.schema.Subresource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;

/** The operations of a kind and its sub-resources. */
@RequiredArgsConstructor
final class KindOperations {

  static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
  static final List<String> OBJECT_FORMATS =
      List.of("application/json", "application/vnd.kubernetes.protobuf", "application/yaml");

  private static final List<String> LIST_FORMATS =
      List.of(
          "application/json",
          "application/json;stream=watch",
          "application/vnd.kubernetes.protobuf",
          "application/vnd.kubernetes.protobuf;stream=watch",
          "application/yaml");
  private static final List<String> PATCH_FORMATS =
      List.of(
          "application/apply-patch+yaml",
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json");
  private static final List<String> ANY_FORMAT = List.of("*/*");
  private static final Map<String, String> METHODS =
      Map.of("create", "post", "delete", "delete", "get", "get", "patch", "patch", "update", "put");
  private static final Map<String, String> WORDS = Map.of("get", "read", "update", "replace");

  private final Catalogue catalogue;
  private final Predicate<GroupVersionKind> hasProtobuf;

  /** Whether the kind is one of Kubernetes itself. */
  boolean isBuiltIn(Kind kind) {
    return hasProtobuf.test(kind.gvk());
  }

  /** Whether the sub-resource is a connection to somewhere instead of an object. */
  static boolean isConnection(Subresource sub) {
    return sub.kind().kind().endsWith("Options");
  }

  /** List, create and delete of a whole collection, by method. */
  Map<String, Operation> onCollection(Kind kind) {
    var found = new LinkedHashMap<String, Operation>();
    if (kind.serves("list")) {
      found.put("get", list(kind, false));
    }
    if (kind.serves("create")) {
      found.put("post", single(kind, "create", kind.gvk(), kind.typeName(), ""));
    }
    if (kind.serves("deletecollection")) {
      var delete =
          start(kind, kind.gvk(), "delete", "Collection" + scoped(kind))
              .description("Deletes the selected objects of kind " + kind.gvk().kind() + ".")
              .action("deletecollection")
              .parameters(Parameters.DELETE_COLLECTION)
              .bodyType(META + "DeleteOptions")
              .answerType(META + "Status");
      found.put("delete", delete.build());
    }
    return found;
  }

  /** Read, replace, change and delete of one object, by method. */
  Map<String, Operation> onObject(Kind kind) {
    var found = new LinkedHashMap<String, Operation>();
    Stream.of("get", "update", "patch", "delete")
        .filter(kind::serves)
        .forEach(
            verb -> found.put(methodOf(verb), single(kind, verb, kind.gvk(), kind.typeName(), "")));
    return found;
  }

  /** What can be done with a sub-resource, by method. */
  Map<String, Operation> onSubresource(Kind kind, Subresource sub) {
    var found = new LinkedHashMap<String, Operation>();
    var typeName = catalogue.findType(sub.kind()).map(ObjectType::name).orElseGet(kind::typeName);
    var suffix = GroupNames.capital(sub.name());
    for (var verb : sub.verbs()) {
      var operation = single(kind, verb, sub.kind(), typeName, suffix);
      found.put(methodOf(verb), sub.name().equals("log") ? operation.asText() : operation);
    }
    return found;
  }

  /** The list of one namespace (or of the cluster), or of all namespaces. */
  Operation list(Kind kind, boolean everywhere) {
    var name = everywhere ? kind.gvk().kind() + "ForAllNamespaces" : scoped(kind);
    var listType =
        catalogue.findType(kind.listGvk()).map(ObjectType::name).orElseGet(kind::typeName);
    return start(kind, kind.gvk(), "list", name)
        .description("Lists or watches objects of kind " + kind.gvk().kind() + ".")
        .action("list")
        .parameters(Parameters.LIST)
        .answerType(listType)
        .answerFormats(formats(kind, LIST_FORMATS))
        .build();
  }

  /** The old way to watch. */
  Operation watch(Kind kind, String suffix) {
    var name = suffix.startsWith("ListFor") ? kind.gvk().kind() : scoped(kind);
    return start(kind, kind.gvk(), "watch", name + suffix)
        .description(
            "Watches objects of kind %s. Deprecated: use the parameter watch of a list."
                .formatted(kind.gvk().kind()))
        .action(suffix.isEmpty() ? "watch" : "watchlist")
        .answerType(META + "WatchEvent")
        .answerFormats(LIST_FORMATS)
        .build();
  }

  /** One method of a connection. */
  Operation connect(Kind kind, Subresource sub, String method, String suffix) {
    var name = GroupNames.capital(method) + scoped(kind) + GroupNames.capital(sub.name()) + suffix;
    return start(kind, sub.kind(), "connect", name)
        .description(
            "Connects %s requests to %s of %s."
                .formatted(method.toUpperCase(Locale.ROOT), sub.name(), kind.gvk().kind()))
        .action("connect")
        .answerFormats(ANY_FORMAT)
        .build();
  }

  private Operation single(
      Kind kind, String verb, GroupVersionKind body, String typeName, String suffix) {
    var word = WORDS.getOrDefault(verb, verb);
    var operation =
        start(kind, body, word, scoped(kind) + suffix)
            .description(
                "%ss %s of the %s."
                    .formatted(
                        GroupNames.capital(word),
                        suffix.isEmpty() ? "the whole" : suffix.toLowerCase(Locale.ROOT),
                        kind.gvk().kind()))
            .action(methodOf(verb))
            .answerType(typeName);
    switch (verb) {
      case "create" ->
          operation
              .parameters(Parameters.WRITE)
              .bodyType(typeName)
              .statuses(List.of(200, 201, 202));
      case "update" ->
          operation.parameters(Parameters.WRITE).bodyType(typeName).statuses(List.of(200, 201));
      case "patch" ->
          operation
              .parameters(Parameters.PATCH)
              .bodyType(META + "Patch")
              .bodyFormats(patchFormats(kind))
              .statuses(List.of(200, 201));
      case "delete" ->
          operation
              .parameters(Parameters.DELETE)
              .bodyType(META + "DeleteOptions")
              .answerType(kind.strategy().returnsDeleted() ? typeName : META + "Status")
              .statuses(List.of(200, 202));
      default -> {}
    }
    return operation.bodyRequired(!verb.equals("delete")).build();
  }

  private Operation.OperationBuilder start(
      Kind kind, GroupVersionKind body, String verb, String name) {
    var version = kind.gvk().groupVersion();
    return Operation.builder()
        .version(version)
        .id(verb + GroupNames.camel(version) + name)
        .kind(body)
        .parameters(List.of())
        .bodyFormats(ANY_FORMAT)
        .answerFormats(formats(kind, OBJECT_FORMATS))
        .statuses(List.of(200));
  }

  private List<String> patchFormats(Kind kind) {
    return isBuiltIn(kind)
        ? PATCH_FORMATS
        : PATCH_FORMATS.stream().filter(format -> !format.contains("strategic")).toList();
  }

  private List<String> formats(Kind kind, List<String> formats) {
    return isBuiltIn(kind) ? formats : List.of("application/json", "application/yaml");
  }

  private static String scoped(Kind kind) {
    return (kind.namespaced() ? "Namespaced" : "") + kind.gvk().kind();
  }

  private static String methodOf(String verb) {
    return METHODS.getOrDefault(verb, verb);
  }
}
