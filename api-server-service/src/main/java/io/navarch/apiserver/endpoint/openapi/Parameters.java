package io.navarch.apiserver.endpoint.openapi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of operations, in the order of their names. */
final class Parameters {

  static final List<String> WRITE = List.of("dryRun", "fieldManager", "fieldValidation");
  static final List<String> PATCH = List.of("dryRun", "fieldManager", "fieldValidation", "force");
  static final List<String> DELETE =
      List.of(
          "dryRun",
          "gracePeriodSeconds",
          "ignoreStoreReadErrorWithClusterBreakingPotential",
          "orphanDependents",
          "propagationPolicy");
  static final List<String> SELECT =
      List.of(
          "continue",
          "fieldSelector",
          "labelSelector",
          "limit",
          "resourceVersion",
          "resourceVersionMatch",
          "sendInitialEvents",
          "timeoutSeconds");
  static final List<String> LIST = join(SELECT, List.of("allowWatchBookmarks", "watch"));
  static final List<String> DELETE_COLLECTION = join(SELECT, DELETE);

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Map<String, String> DESCRIPTIONS =
      Map.ofEntries(
          Map.entry("allowWatchBookmarks", "Whether a watch may send events of type BOOKMARK."),
          Map.entry("continue", "The token of the page before, to read the next page of a list."),
          Map.entry("dryRun", "With All, everything is checked and nothing is stored."),
          Map.entry("fieldManager", "The name under which the changed fields are owned."),
          Map.entry(
              "fieldValidation",
              "What becomes of unknown and duplicate fields: Ignore drops them, Warn drops them and"
                  + " warns, Strict refuses the request."),
          Map.entry("fieldSelector", "Restricts the objects by their fields."),
          Map.entry("force", "Takes fields over that others own; for apply patches only."),
          Map.entry("gracePeriodSeconds", "The seconds until the object is removed."),
          Map.entry(
              "ignoreStoreReadErrorWithClusterBreakingPotential",
              "Removes an object that can't be read, without regard to its finalizers."),
          Map.entry("labelSelector", "Restricts the objects by their labels."),
          Map.entry("limit", "The greatest number of objects of one page."),
          Map.entry("name", "The name of the object."),
          Map.entry("namespace", "The namespace of the object."),
          Map.entry("orphanDependents", "Deprecated: use propagationPolicy."),
          Map.entry("path", "The path behind the proxy."),
          Map.entry("pretty", "Whether the answer is indented."),
          Map.entry(
              "propagationPolicy",
              "What becomes of the dependents: Orphan, Background or Foreground."),
          Map.entry("resourceVersion", "The version that the answer must have reached."),
          Map.entry("resourceVersionMatch", "How resourceVersion restricts a list."),
          Map.entry("sendInitialEvents", "Whether a watch begins with what there is."),
          Map.entry("timeoutSeconds", "The longest time that a list or watch may take."),
          Map.entry("watch", "Whether changes are streamed instead of a list."));

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("allowWatchBookmarks", "boolean"),
          Map.entry("follow", "boolean"),
          Map.entry("force", "boolean"),
          Map.entry("gracePeriodSeconds", "integer"),
          Map.entry("ignoreStoreReadErrorWithClusterBreakingPotential", "boolean"),
          Map.entry("insecureSkipTLSVerifyBackend", "boolean"),
          Map.entry("limit", "integer"),
          Map.entry("limitBytes", "integer"),
          Map.entry("orphanDependents", "boolean"),
          Map.entry("ports", "integer"),
          Map.entry("previous", "boolean"),
          Map.entry("sendInitialEvents", "boolean"),
          Map.entry("sinceSeconds", "integer"),
          Map.entry("stderr", "boolean"),
          Map.entry("stdin", "boolean"),
          Map.entry("stdout", "boolean"),
          Map.entry("tailLines", "integer"),
          Map.entry("timeoutSeconds", "integer"),
          Map.entry("timestamps", "boolean"),
          Map.entry("tty", "boolean"),
          Map.entry("watch", "boolean"));

  /** What the requests of a sub-resource take, where it does not take an object. */
  private static final Map<String, List<String>> SUBRESOURCES =
      Map.of(
          "attach",
          List.of("container", "stderr", "stdin", "stdout", "tty"),
          "exec",
          List.of("command", "container", "stderr", "stdin", "stdout", "tty"),
          "log",
          List.of(
              "container",
              "follow",
              "insecureSkipTLSVerifyBackend",
              "limitBytes",
              "previous",
              "sinceSeconds",
              "stream",
              "tailLines",
              "timestamps"),
          "portforward",
          List.of("ports"),
          "proxy",
          List.of("path"));

  private Parameters() {}

  /** What the requests of this sub-resource take beside an object. */
  static List<String> ofSubresource(String name) {
    return SUBRESOURCES.getOrDefault(name, List.of());
  }

  /** Parameters of one operation. */
  static ArrayNode query(Collection<String> names) {
    return of("", names);
  }

  /** Parameters of all operations of a path: those in braces, and these in the query. */
  static ArrayNode of(String path, Collection<String> query) {
    var array = NODES.arrayNode();
    var inPath =
        Stream.of("name", "namespace", "path").filter(n -> path.contains("{" + n + "}")).toList();
    var names = new TreeSet<>(query);
    names.removeAll(inPath);
    var all = new TreeSet<>(names);
    all.addAll(inPath);
    all.forEach(name -> array.add(parameter(name, inPath.contains(name))));
    if (inPath.contains("path") && query.contains("path")) {
      array.add(parameter("path", false));
    }
    return array;
  }

  private static ObjectNode parameter(String name, boolean inPath) {
    var node = NODES.objectNode().put("name", name).put("in", inPath ? "path" : "query");
    if (DESCRIPTIONS.containsKey(name)) {
      node.put("description", DESCRIPTIONS.get(name));
    }
    if (inPath) {
      node.put("required", true);
    }
    node.putObject("schema")
        .put("type", TYPES.getOrDefault(name, "string"))
        .put("uniqueItems", true);
    return node;
  }

  private static List<String> join(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).sorted().toList();
  }
}
