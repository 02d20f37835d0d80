package io.navarch.apiserver.validation;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
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
          "(\\w+)(?:\\.(\\S+))? (\\w+)((?: [^:\\s]+)*?)(?: : (.+?))?(?: when (\\S+) (?:(present|absent)|is (not )?(\\S+)))?");
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
    FORBIDDEN,
    UNSET,
    STATUS,
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
   * @param holds whether that has to be so, or must not be so
   */
  record Condition(List<String> path, @Nullable JsonNode value, boolean holds) {

    boolean holds(ObjectNode object) {
      JsonNode node = object;
      for (var name : path) {
        node = node.path(name);
      }
      return holds == (value == null ? Values.isSet(node) : value.equals(node));
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
        condition(form));
  }

  private static @Nullable Condition condition(Matcher form) {
    var path = form.group(6);
    if (path == null) {
      return null;
    }
    var value = form.group(9);
    var node = value == null ? null : JSON.readTree(value);
    boolean holds = value == null ? "present".equals(form.group(7)) : form.group(8) == null;
    return new Condition(List.of(path.split("\\.")), node, holds);
  }

  /** The usual words unless the row has its own. */
  String wordsOr(String usual) {
    return words.isEmpty() ? usual : words;
  }
}
