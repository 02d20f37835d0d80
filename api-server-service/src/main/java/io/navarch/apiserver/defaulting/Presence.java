package io.navarch.apiserver.defaulting;

import io.navarch.schema.source.TextTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which members of a type are written though they are empty, and for which a zero differs from
 * nothing. All other members disappear when they are empty, zero or false.
 *
 * @param always written even if empty; null is written for those that a question mark follows
 * @param zeroes members whose zero value is a value
 */
record Presence(Set<String> always, Set<String> zeroes) {

  static final Presence NONE = new Presence(Set.of(), Set.of());

  /** The presences of all built-in types, by full type name. */
  static Map<String, Presence> read() {
    var result = new HashMap<String, Presence>();
    for (var line : TextTable.lines(Presence.class, "presence.tsv")) {
      var cells = List.of(line.split("\t", -1));
      result.put("io.k8s." + cells.get(0), new Presence(words(cells.get(1)), words(cells.get(2))));
    }
    return result;
  }

  private static Set<String> words(String cell) {
    return cell.isEmpty() ? Set.of() : Set.of(cell.split(" "));
  }
}
