package io.navarch.apiserver.endpoint.openapi;

import io.navarch.schema.source.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Which protobuf fields the parts of a document of OpenAPI 2 become. */
final class SwaggerMessages {

  private static final String TABLE = "swagger-messages.tsv";

  /** How the value of a part is written. */
  enum Shape {
    TEXT,
    TEXTS,
    FLAG,
    INTEGER,
    REAL,
    YAML,
    ANY,
    ANYS,
    ONE,
    EACH,
    ENTRIES,
    FIELDS
  }

  /** One field of a message; the message of its shape is empty where it has none. */
  record Row(String part, int number, Shape shape, String message) {

    /** Whether this row is of the value itself, and of one like this. */
    boolean concerns(JsonNode value) {
      if (!part.startsWith(".")) {
        return false;
      }
      var condition = part.substring(1).split("=", 2);
      return switch (condition[0]) {
        case "" -> true;
        case "object" -> value.isObject();
        case "boolean" -> value.isBoolean();
        default ->
            value.has(condition[0])
                && (condition.length == 1
                    || value.path(condition[0]).asString("").equals(condition[1]));
      };
    }
  }

  private final Map<String, List<Row>> rows;

  private SwaggerMessages(Map<String, List<Row>> rows) {
    this.rows = rows;
  }

  /** The table that lies beside this class. */
  static SwaggerMessages load() {
    var rows = new LinkedHashMap<String, List<Row>>();
    TextTable.lines(SwaggerMessages.class, TABLE).stream()
        .map(line -> line.split("\t", -1))
        .forEach(cells -> rows.computeIfAbsent(cells[0], _ -> new ArrayList<>()).add(row(cells)));
    return new SwaggerMessages(rows);
  }

  private static Row row(String[] cells) {
    var shape = Shape.valueOf(cells[3].toUpperCase(Locale.ROOT));
    return new Row(cells[1], Integer.parseInt(cells[2]), shape, cells.length > 4 ? cells[4] : "");
  }

  /** The row of the value itself, if the message stands for a choice or wraps its value. */
  Optional<Row> findSelf(String message, JsonNode value) {
    return of(message).stream().filter(row -> row.concerns(value)).findFirst();
  }

  /** The row of a property: its own, that of extensions, or that of all others. */
  Optional<Row> findProperty(String message, String name) {
    return find(message, name)
        .or(() -> name.startsWith("x-") ? find(message, "x-") : Optional.empty())
        .or(() -> find(message, "*"));
  }

  private Optional<Row> find(String message, String part) {
    return of(message).stream().filter(row -> row.part().equals(part)).findFirst();
  }

  private List<Row> of(String message) {
    return Objects.requireNonNull(rows.get(message), () -> "no rows of " + message);
  }
}
