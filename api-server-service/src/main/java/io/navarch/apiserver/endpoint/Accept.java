package io.navarch.apiserver.endpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One clause of an {@code Accept} header.
 *
 * @param type media type without parameters, lower case
 * @param parameters by lower-case name
 */
record Accept(String type, Map<String, String> parameters) {

  private static final List<Accept> ANYTHING = List.of(new Accept("*/*", Map.of()));

  Accept {
    parameters = Map.copyOf(parameters);
  }

  /** The clauses in the order of preference; anything, if there are none. */
  static List<Accept> parse(String header) {
    if (header.isBlank()) {
      return ANYTHING;
    }
    var clauses = new ArrayList<Accept>();
    for (int from = 0; from <= header.length(); ) {
      int comma = header.indexOf(',', from);
      int end = comma < 0 ? header.length() : comma;
      var clause = header.substring(from, end).trim();
      if (!clause.isEmpty()) {
        clauses.add(clause(clause));
      }
      from = end + 1;
    }
    clauses.sort(Comparator.comparingDouble(Accept::quality).reversed());
    return clauses;
  }

  /** A parameter, or empty. */
  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  private double quality() {
    try {
      return parameters.containsKey("q") ? Double.parseDouble(parameter("q")) : 1;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Accept clause(String text) {
    int semicolon = text.indexOf(';');
    if (semicolon < 0) {
      return new Accept(text.toLowerCase(Locale.ROOT), Map.of());
    }
    var parameters = new HashMap<String, String>();
    for (int from = semicolon + 1; from < text.length(); ) {
      int next = text.indexOf(';', from);
      int end = next < 0 ? text.length() : next;
      int equals = text.indexOf('=', from);
      if (equals > 0 && equals < end) {
        parameters.put(
            text.substring(from, equals).trim().toLowerCase(Locale.ROOT),
            text.substring(equals + 1, end).trim());
      }
      from = end + 1;
    }
    return new Accept(text.substring(0, semicolon).trim().toLowerCase(Locale.ROOT), parameters);
  }
}
