package io.navarch.nodeagent.proxy.nftables;

import java.util.List;
import java.util.Map;

/**
 * The content of one table.
 *
 * @param words the family of the table
 * @param sets definition of each set and map, by name
 * @param chains rules of each chain, by name; a base chain's first line is its hook
 * @param elements per set or map: value by key; the value of a set's element is empty
 */
record Ruleset(
    Words words,
    Map<String, String> sets,
    Map<String, List<String>> chains,
    Map<String, Map<String, String>> elements) {

  /** Whether nothing but the fixed part is in it. */
  boolean isIdle() {
    return elements.getOrDefault(BaseTable.SERVICES, Map.of()).isEmpty()
        && elements.getOrDefault(BaseTable.REFUSED, Map.of()).isEmpty();
  }

  Map<String, String> elementsOf(String set) {
    return elements.getOrDefault(set, Map.of());
  }
}
