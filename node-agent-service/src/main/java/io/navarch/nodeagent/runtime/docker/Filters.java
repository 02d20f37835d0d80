package io.navarch.nodeagent.runtime.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which of the engine's containers are meant: ours, and those with the caller's labels. */
final class Filters {

  private Filters() {}

  static List<String> of(String type, Map<String, String> labels) {
    var filters = new ArrayList<String>();
    filters.add(Words.TYPE + "=" + type);
    labels.forEach((key, value) -> filters.add(key + "=" + value));
    return filters;
  }
}
