package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.codec.PartialMetadata;
import io.navarch.apiserver.endpoint.OutputFormat.View;
import io.navarch.apiserver.endpoint.table.TableRenderer;
import io.navarch.apiserver.endpoint.table.TableRenderer.Include;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Query;
import io.navarch.schema.Kind;
import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Shows of objects and lists what the client wants to see: all, a row of cells, or metadata. */
@Component
@RequiredArgsConstructor
final class Views {

  private static final Set<String> INCLUDES = Set.of("", "None", "Metadata", "Object");

  private final TableRenderer tables;

  /** One object in the served version; the tree handed in may be the one returned. */
  ObjectNode ofObject(Kind kind, ObjectNode object, View view, Query query) {
    return ofEvent(kind, object, view, query, true);
  }

  /**
   * An event's object in the served version; the tree handed in may be the one returned.
   *
   * @param first whether it is the watcher's first; only that one's table names the columns
   */
  ObjectNode ofEvent(Kind kind, ObjectNode object, View view, Query query, boolean first) {
    return switch (view) {
      case OBJECT -> object;
      case TABLE -> tables.ofObject(kind, object, include(query), first);
      case METADATA -> PartialMetadata.ofObject(object);
    };
  }

  /**
   * A list of objects in the served version.
   *
   * @param list without items; belongs to the callee
   * @param items belong to the callee
   */
  ObjectNode ofList(Kind kind, ObjectNode list, List<ObjectNode> items, View view, Query query) {
    if (view == View.TABLE) {
      return tables.ofList(kind, list.path("metadata"), items, include(query));
    }
    list.putArray("items").addAll(items);
    if (view == View.METADATA) {
      return PartialMetadata.ofList(list);
    }
    if (ItemBytes.isTyped(kind)) {
      items.forEach(item -> item.remove(List.of("kind", "apiVersion")));
    }
    return list;
  }

  /** What rows carry beside their cells: {@code includeObject}. */
  static Include include(Query query) {
    var asked = query.first("includeObject");
    if (!INCLUDES.contains(asked)) {
      throw ApiStatusException.badRequest(
          "unrecognized includeObject value: \"%s\"".formatted(asked));
    }
    return Include.of(asked);
  }
}
