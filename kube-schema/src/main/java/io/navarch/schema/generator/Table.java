package io.navarch.schema.generator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tab separated file whose first line names the columns; {@code #} starts a comment line.
 *
 * @param name for messages
 */
record Table(String name, List<Row> rows) {

  static Table read(Path file) throws IOException {
    var lines =
        Files.readAllLines(file, StandardCharsets.UTF_8).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    var columns = List.of(lines.getFirst().split("\t", -1));
    var rows = new ArrayList<Row>();
    for (var line : lines.subList(1, lines.size())) {
      var cells = line.split("\t", -1);
      if (cells.length != columns.size()) {
        throw new IOException("%s: %d cells in: %s".formatted(file, cells.length, line));
      }
      var row = new LinkedHashMap<String, String>();
      for (int i = 0; i < cells.length; i++) {
        row.put(columns.get(i), cells[i]);
      }
      rows.add(new Row(row));
    }
    return new Table(file.getFileName().toString(), rows);
  }

  /** A line of the table, by column. */
  record Row(Map<String, String> cells) {

    String get(String column) {
      var cell = cells.get(column);
      if (cell == null) {
        throw new IllegalArgumentException("no column " + column + " in " + cells.keySet());
      }
      return cell;
    }

    int number(String column) {
      return Integer.parseInt(get(column));
    }

    /** A cell that holds several values separated by commas. */
    List<String> words(String column) {
      var cell = get(column);
      return cell.isEmpty() ? List.of() : List.of(cell.split(",", -1));
    }
  }
}
