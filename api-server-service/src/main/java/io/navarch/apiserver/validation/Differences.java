package io.navarch.apiserver.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Says where two trees differ, one line a side. */
final class Differences {

  private Differences() {}

  static String of(JsonNode before, JsonNode now) {
    var lines = new ArrayList<String>();
    collect(before, now, "", lines);
    return String.join("\n", lines) + "\n";
  }

  private static void collect(JsonNode before, JsonNode now, String at, List<String> lines) {
    if (before.equals(now)) {
      return;
    }
    if (before.isObject() && now.isObject()) {
      var names = new TreeSet<>(before.propertyNames());
      names.addAll(now.propertyNames());
      for (var name : names) {
        collect(before.path(name), now.path(name), at.isEmpty() ? name : at + "." + name, lines);
      }
      return;
    }
    if (before.isArray() && now.isArray()) {
      for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
        collect(element(before, i), element(now, i), at + "[" + i + "]", lines);
      }
      return;
    }
    lines.add("- " + at + ": " + Values.spell(before));
    lines.add("+ " + at + ": " + Values.spell(now));
  }

  private static JsonNode element(JsonNode list, int index) {
    return index < list.size() ? list.get(index) : MissingNode.getInstance();
  }
}
