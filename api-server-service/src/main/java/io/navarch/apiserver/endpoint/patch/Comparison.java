package io.navarch.apiserver.endpoint.patch;

import io.navarch.apiserver.endpoint.patch.MergeType.Keyed;
import io.navarch.apiserver.endpoint.patch.MergeType.Listed;
import io.navarch.apiserver.endpoint.patch.MergeType.Single;
import io.navarch.apiserver.endpoint.patch.MergeType.Struct;
import io.navarch.apiserver.endpoint.patch.MergeType.Untyped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds what differs between two states of an object, in one walk over both. This runs on every
 * write: sub-trees that are the same instance are skipped, and lists whose elements kept their
 * places are compared without an index.
 */
final class Comparison {

  private final FieldSet written = new FieldSet();
  private final FieldSet removed = new FieldSet();
  private String[] path = new String[16];
  private int depth;

  private Comparison() {}

  static Changes of(@Nullable JsonNode before, @Nullable JsonNode after, MergeType type) {
    var comparison = new Comparison();
    comparison.compare(before, after, type);
    return new Changes(comparison.written, comparison.removed);
  }

  /** At least one side is there; an explicit null is there. */
  private void compare(@Nullable JsonNode before, @Nullable JsonNode after, MergeType type) {
    if (JsonEquality.sameInstance(before, after)) {
      return;
    }
    boolean leaf = type.atomic() || isLeaf(before, after, type);
    if (!leaf) {
      descend(before, after, type);
    }
    if (before == null) {
      written.insert(path, depth);
    } else if (after == null) {
      removed.insert(path, depth);
    } else if (leaf && !JsonEquality.same(before, after)) {
      written.insert(path, depth);
    }
  }

  /** Collections that are empty on both sides are leaves, so that empty and absent differ. */
  private static boolean isLeaf(
      @Nullable JsonNode before, @Nullable JsonNode after, MergeType type) {
    return switch (type) {
      case Single _ -> true;
      case Struct _, Keyed _ -> !hasMembers(before) && !hasMembers(after);
      case Listed _ -> !hasElements(before) && !hasElements(after);
      case Untyped _ -> !hasMembers(before) && !hasMembers(after);
    };
  }

  private static boolean hasMembers(@Nullable JsonNode node) {
    return node instanceof ObjectNode object && !object.isEmpty();
  }

  private static boolean hasElements(@Nullable JsonNode node) {
    return node instanceof ArrayNode array && !array.isEmpty();
  }

  private void descend(@Nullable JsonNode before, @Nullable JsonNode after, MergeType type) {
    switch (type) {
      case Struct struct -> members(object(before), object(after), struct);
      case Keyed keyed -> entries(object(before), object(after), keyed.value());
      case Untyped untyped -> entries(object(before), object(after), untyped);
      case Listed listed -> elements(array(before), array(after), listed);
      case Single _ -> throw new IllegalStateException("a single value has nothing below it");
    }
  }

  private static @Nullable ObjectNode object(@Nullable JsonNode node) {
    return node instanceof ObjectNode object ? object : null;
  }

  private static @Nullable ArrayNode array(@Nullable JsonNode node) {
    return node instanceof ArrayNode array ? array : null;
  }

  private void members(@Nullable ObjectNode before, @Nullable ObjectNode after, Struct type) {
    var fields = type.members().get();
    if (before != null) {
      for (var entry : before.properties()) {
        var name = entry.getKey();
        member(entry.getValue(), after == null ? null : after.get(name), name, type, fields);
      }
    }
    if (after != null) {
      for (var entry : after.properties()) {
        var name = entry.getKey();
        if (before == null || before.get(name) == null) {
          member(absent(before, fields.get(name)), entry.getValue(), name, type, fields);
        }
      }
    }
  }

  /** What an object that lacks a field has in its place. */
  private static @Nullable JsonNode absent(
      @Nullable ObjectNode parent, MergeType.@Nullable MergeField field) {
    return parent != null && field != null && field.alwaysPresent()
        ? JsonNodeFactory.instance.objectNode()
        : null;
  }

  private void member(
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      String name,
      Struct type,
      Map<String, MergeType.MergeField> fields) {
    var field = fields.get(name);
    if (field != null) {
      push(field.element());
      compare(before, after, field.type());
    } else {
      push(PathElements.field(name));
      compare(before, after, type.open() ? MergeTypes.UNTYPED : MergeTypes.SINGLE);
    }
    depth--;
  }

  private void entries(
      @Nullable ObjectNode before, @Nullable ObjectNode after, MergeType valueType) {
    if (before != null) {
      for (var entry : before.properties()) {
        push(PathElements.field(entry.getKey()));
        compare(entry.getValue(), after == null ? null : after.get(entry.getKey()), valueType);
        depth--;
      }
    }
    if (after != null) {
      for (var entry : after.properties()) {
        if (before == null || before.get(entry.getKey()) == null) {
          push(PathElements.field(entry.getKey()));
          compare(null, entry.getValue(), valueType);
          depth--;
        }
      }
    }
  }

  private void elements(@Nullable ArrayNode before, @Nullable ArrayNode after, Listed type) {
    var old = names(before, type);
    var young = names(after, type);
    if (old.equals(young) && distinct(old)) {
      for (int i = 0; i < old.size(); i++) {
        element(old.get(i), at(before, i), at(after, i), type);
      }
      return;
    }
    var oldByName = index(old, before);
    var youngByName = index(young, after);
    oldByName.forEach((name, items) -> pair(name, items, youngByName.get(name), type));
    youngByName.forEach((name, items) -> {
      if (!oldByName.containsKey(name)) {
        pair(name, null, items, type);
      }
    });
  }

  private static List<String> names(@Nullable ArrayNode list, Listed type) {
    if (list == null) {
      return List.of();
    }
    var names = new ArrayList<String>(list.size());
    for (var item : list) {
      names.add(PathElements.item(type, item));
    }
    return names;
  }

  private static boolean distinct(List<String> names) {
    return names.size() < 2 || names.size() == new java.util.HashSet<>(names).size();
  }

  private static @Nullable JsonNode at(@Nullable ArrayNode list, int index) {
    return list == null ? null : list.get(index);
  }

  private static Map<String, List<JsonNode>> index(List<String> names, @Nullable ArrayNode list) {
    var index = new LinkedHashMap<String, List<JsonNode>>();
    for (int i = 0; list != null && i < names.size(); i++) {
      index.computeIfAbsent(names.get(i), _ -> new ArrayList<>(1)).add(list.get(i));
    }
    return index;
  }

  /** Elements of one name. Where it is there more than once, they count as one value. */
  private void pair(
      String name, @Nullable List<JsonNode> old, @Nullable List<JsonNode> young, Listed type) {
    if ((old == null || old.size() == 1) && (young == null || young.size() == 1)) {
      element(
          name, old == null ? null : old.getFirst(), young == null ? null : young.getFirst(), type);
      return;
    }
    push(name);
    if (young == null) {
      removed.insert(path, depth);
    } else if (old == null || !sameValues(old, young)) {
      written.insert(path, depth);
    }
    depth--;
  }

  private static boolean sameValues(List<JsonNode> a, List<JsonNode> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!JsonEquality.same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private void element(String name, @Nullable JsonNode old, @Nullable JsonNode young, Listed type) {
    push(name);
    compare(old, young, type.element());
    depth--;
  }

  private void push(String element) {
    if (depth == path.length) {
      path = Arrays.copyOf(path, depth * 2);
    }
    path[depth++] = element;
  }
}
