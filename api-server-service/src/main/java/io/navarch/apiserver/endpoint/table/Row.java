package io.navarch.apiserver.endpoint.table;

import io.navarch.schema.quantity.AgeText;
import io.navarch.schema.tree.ObjectView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The cells of one object as they are filled. Used by one thread. */
final class Row {

  static final String NONE = "<none>";
  static final String UNSET = "<unset>";
  static final String UNKNOWN = "<unknown>";

  private final ObjectView object;
  private final Instant now;
  private final ArrayNode cells = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode conditions = JsonNodeFactory.instance.arrayNode();

  Row(ObjectView object, Instant now) {
    this.object = object;
    this.now = now;
  }

  ArrayNode cells() {
    return cells;
  }

  ArrayNode conditions() {
    return conditions;
  }

  Row name() {
    return text(object.name());
  }

  /** Since when the object exists. */
  Row age() {
    return text(since(object.creationTime()));
  }

  /** When the object was made, as a date. */
  Row created() {
    return text(object.at("metadata", "creationTimestamp").text());
  }

  Row text(String cell) {
    cells.add(cell);
    return this;
  }

  /** A text, or a word for its absence. */
  Row text(ObjectView part, String otherwise) {
    var found = part.text();
    return text(found.isEmpty() ? otherwise : found);
  }

  Row number(long cell) {
    if (cell == (int) cell) {
      cells.add((int) cell);
    } else {
      cells.add(cell);
    }
    return this;
  }

  /** A number, 0 where there is none. */
  Row number(ObjectView part) {
    return number(part.number(0L));
  }

  /** A number, or a word for its absence. */
  Row number(ObjectView part, String otherwise) {
    return part.isPresent() ? number(part) : text(otherwise);
  }

  Row flag(boolean cell) {
    cells.add(cell);
    return this;
  }

  /** A boolean as a word. */
  Row word(boolean cell) {
    return text(cell ? "True" : "False");
  }

  /** A condition that clients use to style the row. */
  void condition(String type, String reason, String message) {
    ObjectNode condition = conditions.addObject();
    condition.put("type", type).put("status", "True");
    condition.put("reason", reason).put("message", message);
  }

  /** Names, images and, where asked for, the selector of a Pod template's containers. */
  Row containers(ObjectView podSpec) {
    var containers = podSpec.at("containers").items();
    return text(join(containers.stream().map(c -> c.at("name").text()).toList()))
        .text(join(containers.stream().map(c -> c.at("image").text()).toList()));
  }

  /** A label selector object. */
  Row selector(ObjectView selector) {
    return text(selector.isPresent() ? orNone(selector.asLabelSelector().toString()) : NONE);
  }

  /** How long ago a time was. */
  String since(Optional<Instant> time) {
    return time.map(at -> AgeText.of(Duration.between(at, now))).orElse(UNKNOWN);
  }

  Instant now() {
    return now;
  }

  static String join(List<String> words) {
    return String.join(",", words);
  }

  /** At most some words, and how many more there are. */
  static String join(List<String> words, int most) {
    return words.size() <= most
        ? join(words)
        : "%s + %d more...".formatted(join(words.subList(0, most)), words.size() - most);
  }

  static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }

  /** Labels as a selector spells them, sorted. */
  static String labels(Map<String, String> labels) {
    return orNone(
        labels.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(",")));
  }

  /** The number of members of an object, or of elements of an array. */
  static int size(JsonNode node) {
    return node.size();
  }
}
