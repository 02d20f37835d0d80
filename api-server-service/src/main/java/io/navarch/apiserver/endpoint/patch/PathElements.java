package io.navarch.apiserver.endpoint.patch;

import io.navarch.apiserver.endpoint.patch.MergeType.Listed;
import io.navarch.apiserver.endpoint.patch.MergeType.Struct;
import io.navarch.schema.ListSemantics;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How the elements of paths are spelled in {@code FieldsV1} and in messages. */
final class PathElements {

  /** Fields, then keys, then values, then indexes; numbers within keys by value. */
  static final Comparator<String> ORDER = PathElements::compare;

  private static final JsonMapper JSON = new JsonMapper();
  private static final String KINDS = "fkvi";

  private PathElements() {}

  static String field(String name) {
    return "f:" + name;
  }

  /**
   * The element by which a list knows one of its items.
   *
   * @throws UntypedObjectException if the item has no identity
   */
  static String item(Listed list, JsonNode item) {
    if (list.semantics() instanceof ListSemantics.MapBy(var keys)) {
      return keyed(list, keys, item);
    }
    if (item.isContainer() || item.isNull()) {
      throw new UntypedObjectException(
          item.isObject()
              ? "associative list without keys has an element that's a map type"
              : item.isArray()
                  ? "not supported: associative list with lists as elements"
                  : "associative list without keys has an element that's an explicit null");
    }
    return "v:" + item;
  }

  private static String keyed(Listed list, List<String> keys, JsonNode item) {
    if (item.isNull()) {
      throw new UntypedObjectException("associative list with keys may not have a null element");
    }
    if (!item.isObject()) {
      throw new UntypedObjectException("associative list with keys may not have non-map elements");
    }
    if (keys.size() == 1) {
      var value = keyValue(list, keys.getFirst(), item);
      if (value == null) {
        throw omitted(keys);
      }
      return "k:{\"" + keys.getFirst() + "\":" + value + "}";
    }
    var values = new TreeMap<String, JsonNode>();
    for (var key : keys) {
      var value = keyValue(list, key, item);
      if (value != null) {
        values.put(key, value);
      }
    }
    if (values.isEmpty()) {
      throw omitted(keys);
    }
    return values.entrySet().stream()
        .map(e -> "\"" + e.getKey() + "\":" + e.getValue())
        .collect(Collectors.joining(",", "k:{", "}"));
  }

  private static UntypedObjectException omitted(List<String> keys) {
    return new UntypedObjectException(
        "associative list with keys has an element that omits all key fields %s (and doesn't have default values for any key fields)"
            .formatted(
                keys.stream().map(k -> '"' + k + '"').collect(Collectors.joining(" ", "[", "]"))));
  }

  private static @Nullable JsonNode keyValue(Listed list, String key, JsonNode item) {
    var value = item.get(key);
    if (value != null) {
      return value;
    }
    var field = list.element() instanceof Struct struct ? struct.field(key) : null;
    return field == null ? null : keyDefault(field);
  }

  /**
   * Only real defaults identify; the empty ones of OpenAPI are what upstream's types start with.
   */
  private static @Nullable JsonNode keyDefault(MergeType.MergeField field) {
    var value = field.defaultValue();
    return value == null || value.isContainer() ? null : value;
  }

  /** The type of what a path element leads to, or null where none is known. */
  static @Nullable MergeType typeBelow(@Nullable MergeType type, String element) {
    if (type == null) {
      return null;
    }
    if (element.startsWith("f:")) {
      return type.member(element.substring(2));
    }
    return type instanceof Listed(var item, _) ? item : null;
  }

  /** As messages spell it: {@code .spec}, {@code [name="c"]}, {@code [="v"]}, {@code [0]}. */
  static String display(String element) {
    var rest = element.substring(2);
    return switch (element.charAt(0)) {
      case 'f' -> "." + rest;
      case 'k' -> displayKeys(rest);
      case 'v' -> "[=" + rest + "]";
      default -> "[" + rest + "]";
    };
  }

  private static String displayKeys(String json) {
    try {
      var keys = (ObjectNode) JSON.readTree(json);
      return keys.properties().stream()
          .map(e -> e.getKey() + "=" + e.getValue())
          .collect(Collectors.joining(",", "[", "]"));
    } catch (JacksonException | ClassCastException e) {
      return "[" + json + "]";
    }
  }

  private static int compare(String a, String b) {
    int kinds = Integer.compare(KINDS.indexOf(a.charAt(0)), KINDS.indexOf(b.charAt(0)));
    if (kinds != 0) {
      return kinds;
    }
    return a.charAt(0) == 'f' ? a.compareTo(b) : compareNumbersByValue(a, b);
  }

  private static int compareNumbersByValue(String a, String b) {
    int i = 0;
    int end = Math.min(a.length(), b.length());
    while (i < end && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    boolean number = i > 0 && ":0123456789".indexOf(a.charAt(i - 1)) >= 0;
    if (number && i < end && (Character.isDigit(a.charAt(i)) || Character.isDigit(b.charAt(i)))) {
      int lengths = Integer.compare(digits(a, i), digits(b, i));
      if (lengths != 0) {
        return lengths;
      }
    }
    return a.compareTo(b);
  }

  private static int digits(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end - from;
  }
}
