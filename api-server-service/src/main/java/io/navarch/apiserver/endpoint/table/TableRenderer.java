package io.navarch.apiserver.endpoint.table;

import io.navarch.apiserver.codec.PartialMetadata;
import io.navarch.schema.Column;
import io.navarch.schema.GroupResource;
import io.navarch.schema.Kind;
import io.navarch.schema.tree.ObjectView;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes {@code Table} objects of objects of one kind, as the reference prints them. */
@Component
public final class TableRenderer {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<Column> GENERIC =
      List.of(new Column("Name", "string", "name", "", 0), new Column("Age", "string", "", "", 0));
  private static final RowPrinter NAME_AND_AGE = (_, row) -> row.name().age();
  private static final RowPrinter NAME_AND_CREATED = (_, row) -> row.name().created();

  private final Map<GroupResource, RowPrinter> printers = new HashMap<>();
  private final Clock clock;

  TableRenderer(List<RowPrinters> groups, Clock clock) {
    this.clock = clock;
    groups.forEach(group -> printers.putAll(group.printers()));
  }

  /** What a row carries beside its cells: {@code includeObject}. */
  public enum Include {
    NONE,
    METADATA,
    OBJECT;

    /** Reads the value of the query; no value means metadata. */
    public static Include of(String value) {
      return switch (value) {
        case "None" -> NONE;
        case "Object" -> OBJECT;
        default -> METADATA;
      };
    }
  }

  /**
   * The table of a list.
   *
   * @param metadata of the list
   * @param objects with kind and apiVersion, in the served version
   */
  public ObjectNode ofList(
      Kind kind, JsonNode metadata, List<? extends JsonNode> objects, Include include) {
    return table(kind, metadata, objects, include, true);
  }

  /**
   * The table of one object, for example in a watch event.
   *
   * @param withColumns only the first event of a watch says the columns
   */
  public ObjectNode ofObject(Kind kind, JsonNode object, Include include, boolean withColumns) {
    var metadata = NODES.objectNode();
    metadata.put("resourceVersion", object.path("metadata").path("resourceVersion").asString(""));
    return table(kind, metadata, List.of(object), include, withColumns);
  }

  private ObjectNode table(
      Kind kind,
      JsonNode metadata,
      List<? extends JsonNode> objects,
      Include include,
      boolean withColumns) {
    var table = NODES.objectNode();
    table.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
    table.set("metadata", metadata);
    var columns = columns(kind);
    if (withColumns) {
      var definitions = table.putArray("columnDefinitions");
      columns.forEach(column -> definitions.add(definition(column)));
    } else {
      table.putNull("columnDefinitions");
    }
    var now = clock.instant();
    var printer = printer(kind, columns);
    var rows = table.putArray("rows");
    objects.forEach(object -> rows.add(row(object, printer, include, now)));
    return table;
  }

  /** Makes rows without {@code object}; objects come with kind and apiVersion, as served. */
  public Function<JsonNode, ObjectNode> rows(Kind kind) {
    var printer = printer(kind, columns(kind));
    var now = clock.instant();
    return object -> cells(object, printer, now);
  }

  private static List<Column> columns(Kind kind) {
    return kind.columns().isEmpty() ? GENERIC : kind.columns();
  }

  private RowPrinter printer(Kind kind, List<Column> columns) {
    @Nullable RowPrinter printer = printers.get(kind.groupResource());
    if (printer != null) {
      return printer;
    }
    if (PathPrinter.isFor(columns)) {
      return PathPrinter.of(columns);
    }
    return columns.getLast().name().equals("Created At") ? NAME_AND_CREATED : NAME_AND_AGE;
  }

  private static ObjectNode definition(Column column) {
    var definition = NODES.objectNode();
    definition.put("name", column.name()).put("type", column.type());
    definition.put("format", column.format()).put("description", column.description());
    return definition.put("priority", column.priority());
  }

  private static ObjectNode row(JsonNode object, RowPrinter printer, Include include, Instant now) {
    var node = cells(object, printer, now);
    switch (include) {
      case NONE -> node.putNull("object");
      case METADATA -> node.set("object", PartialMetadata.ofObject(object));
      case OBJECT -> node.set("object", object);
    }
    return node;
  }

  private static ObjectNode cells(JsonNode object, RowPrinter printer, Instant now) {
    var view = new ObjectView(object);
    var row = new Row(view, now);
    printer.print(view, row);
    var node = NODES.objectNode();
    node.set("cells", row.cells());
    if (!row.conditions().isEmpty()) {
      node.set("conditions", row.conditions());
    }
    return node;
  }
}
