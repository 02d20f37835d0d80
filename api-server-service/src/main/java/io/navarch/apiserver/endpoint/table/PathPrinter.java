package io.navarch.apiserver.endpoint.table;

import io.navarch.schema.Column;
import io.navarch.schema.tree.ObjectView;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Shows custom resources: each column says where its value is. */
final class PathPrinter implements RowPrinter {

  private final List<Cell> cells;

  private PathPrinter(List<Cell> cells) {
    this.cells = cells;
  }

  private record Cell(Column column, JsonPath path) {}

  static PathPrinter of(List<Column> columns) {
    return new PathPrinter(
        columns.stream().map(column -> new Cell(column, JsonPath.of(column.path()))).toList());
  }

  static boolean isFor(List<Column> columns) {
    return columns.stream().anyMatch(column -> !column.path().isEmpty());
  }

  @Override
  public void print(ObjectView object, Row row) {
    for (var cell : cells) {
      var found = cell.path().find(object.node());
      if (found.isEmpty()) {
        row.cells().addNull();
      } else {
        print(cell.column().type(), found, row);
      }
    }
  }

  private static void print(String type, List<JsonNode> found, Row row) {
    var first = found.getFirst();
    switch (type) {
      case "integer", "number", "boolean" -> row.cells().add(first);
      case "date" -> row.text(row.since(time(first)));
      default -> row.text(found.stream().map(PathPrinter::text).collect(Collectors.joining(" ")));
    }
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asString("") : value.toString();
  }

  private static Optional<Instant> time(JsonNode value) {
    try {
      return Optional.of(Instant.parse(value.asString("")));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
