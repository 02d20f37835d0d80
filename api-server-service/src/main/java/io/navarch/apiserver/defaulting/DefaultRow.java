package io.navarch.apiserver.defaulting;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One default of a type.
 *
 * @param type the last part of the type's name
 * @param path to the field from an object of the type; empty for steps that concern the whole
 * @param source what fills it
 * @param when null where the row always holds
 */
record DefaultRow(String type, List<String> path, Source source, @Nullable Condition when) {

  private static final Pattern FORM =
      Pattern.compile(
          "(\\w+)(?:\\.(\\S+))? (=|from|by) (.+?)(?: when (\\S+) (?:(present|absent)|is (.+)))?");
  private static final JsonMapper JSON = new JsonMapper();

  /** Where a default comes from. */
  sealed interface Source {

    /** A value. */
    record Value(JsonNode value) implements Source {}

    /** Another field. */
    record Copy(List<String> path) implements Source {}

    /** A step in code, for what a value can't say. It looks itself whether there is work. */
    record Step(String name) implements Source {}
  }

  /** What must hold of another field. */
  sealed interface Condition {

    List<String> path();

    /** It has this value. */
    record Is(List<String> path, JsonNode value) implements Condition {}

    /** It is there and not empty, or it is not. */
    record Presence(List<String> path, boolean present) implements Condition {}
  }

  static DefaultRow parse(String line) {
    var form = FORM.matcher(line);
    if (!form.matches()) {
      throw new IllegalArgumentException("not a default: " + line);
    }
    var path = form.group(2);
    return new DefaultRow(
        form.group(1),
        path == null ? List.of() : words(path),
        source(form.group(3), form.group(4)),
        condition(form.group(5), form.group(6), form.group(7)));
  }

  private static Source source(String verb, String text) {
    return switch (verb) {
      case "=" -> new Source.Value(JSON.readTree(text));
      case "from" -> new Source.Copy(words(text));
      default -> new Source.Step(text);
    };
  }

  private static @Nullable Condition condition(
      @Nullable String path, @Nullable String presence, @Nullable String value) {
    if (path == null) {
      return null;
    }
    return value == null
        ? new Condition.Presence(words(path), "present".equals(presence))
        : new Condition.Is(words(path), JSON.readTree(value));
  }

  private static List<String> words(String path) {
    return List.of(path.split("\\."));
  }
}
