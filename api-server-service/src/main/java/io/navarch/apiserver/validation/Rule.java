package io.navarch.apiserver.validation;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One row.
 *
 * @param type the last part of the type's name
 * @param path to the field from an object of the type; empty for the object itself
 * @param words instead of the usual ones, or empty
 * @param when null where the rule always holds
 */
record Rule(
    String type,
    List<String> path,
    Check check,
    List<String> arguments,
    String words,
    @Nullable Condition when) {

  private static final Pattern FORM =
      Pattern.compile(
          "(\\w+)(?:\\.(\\S+))? (\\w+)((?: [^:\\s]+)*?)(?: : (.+?))?(?: when (\\S+) (?:(present|absent)|is (\\S+)))?");
  private static final JsonMapper JSON = new JsonMapper();

  /** The kinds of rules. */
  enum Check {
    NAMED,
    REQUIRED,
    FORMAT,
    AT_LEAST,
    BETWEEN,
    ONE_OF,
    UNIQUE,
    IMMUTABLE,
    SINGLE,
    BY;

    static Check of(String word) {
      return switch (word) {
        case "atLeast" -> AT_LEAST;
        case "oneOf" -> ONE_OF;
        default -> valueOf(word.toUpperCase(java.util.Locale.ROOT));
      };
    }
  }

  /**
   * What must hold of another field.
   *
   * @param value what it is; null where it only has to be there, or not
   */
  record Condition(List<String> path, @Nullable JsonNode value, boolean present) {

    boolean holds(ObjectNode object) {
      JsonNode node = object;
      for (var name : path) {
        node = node.path(name);
      }
      return value == null ? present == Values.isSet(node) : value.equals(node);
    }
  }

  static Rule parse(String line) {
    var form = FORM.matcher(line);
    if (!form.matches()) {
      throw new IllegalArgumentException("not a rule: " + line);
    }
    var path = form.group(2);
    var arguments = form.group(4).strip();
    var words = form.group(5);
    return new Rule(
        form.group(1),
        path == null ? List.of() : List.of(path.split("\\.")),
        Check.of(form.group(3)),
        arguments.isEmpty() ? List.of() : Arrays.asList(arguments.split(" ")),
        words == null ? "" : words,
        condition(form.group(6), form.group(7), form.group(8)));
  }

  private static @Nullable Condition condition(
      @Nullable String path, @Nullable String presence, @Nullable String value) {
    return path == null
        ? null
        : new Condition(
            List.of(path.split("\\.")),
            value == null ? null : JSON.readTree(value),
            "present".equals(presence));
  }

  /** The usual words unless the row has its own. */
  String wordsOr(String usual) {
    return words.isEmpty() ? usual : words;
  }
}
