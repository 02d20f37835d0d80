package io.navarch.apiserver.endpoint.patch;

import io.navarch.apiserver.endpoint.patch.MergeType.Keyed;
import io.navarch.apiserver.endpoint.patch.MergeType.Listed;
import io.navarch.apiserver.endpoint.patch.MergeType.Single;
import io.navarch.apiserver.endpoint.patch.MergeType.Struct;
import io.navarch.apiserver.endpoint.patch.MergeType.Untyped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields that an object consists of: what a manager owns who applies it. */
final class FieldSets {

  private final FieldSet set = new FieldSet();
  private final List<String> path = new ArrayList<>();

  private FieldSets() {}

  static FieldSet of(JsonNode value, MergeType type) {
    var walk = new FieldSets();
    walk.visit(value, type);
    return walk.set;
  }

  private void visit(JsonNode value, @Nullable MergeType type) {
    if (type == null || type.atomic() || isUntypedLeaf(value, type)) {
      add();
      return;
    }
    switch (value) {
      case ArrayNode array when type instanceof Listed listed -> items(array, listed);
      case ObjectNode object -> members(object, type);
      default -> {}
    }
  }

  private static boolean isUntypedLeaf(JsonNode value, MergeType type) {
    return type instanceof Untyped && !value.isObject();
  }

  private void members(ObjectNode object, MergeType type) {
    for (var entry : object.properties()) {
      var value = entry.getValue();
      path.addLast(PathElements.field(entry.getKey()));
      visit(value, type.member(entry.getKey()));
      boolean named = type instanceof Struct struct && struct.field(entry.getKey()) != null;
      if (!named || value.isNull() || (value.isObject() && value.isEmpty())) {
        add();
      }
      path.removeLast();
    }
  }

  private void items(ArrayNode array, Listed type) {
    var count = new HashMap<String, Integer>();
    for (var item : array) {
      count.merge(PathElements.item(type, item), 1, Integer::sum);
    }
    for (var item : array) {
      var element = PathElements.item(type, item);
      path.addLast(element);
      if (count.getOrDefault(element, 0) == 1) {
        visit(item, type.element());
      }
      add();
      path.removeLast();
    }
  }

  private void add() {
    set.insert(path.toArray(String[]::new));
  }

  /**
   * Checks that an object has the shape of its type.
   *
   * @param duplicates whether lists may name an element twice
   * @throws UntypedObjectException if it has not
   */
  static void check(JsonNode value, MergeType type, boolean duplicates) {
    if (value.isNull()) {
      return;
    }
    switch (type) {
      case Struct struct -> checkStruct(value, struct, duplicates);
      case Keyed keyed -> {
        for (var entry : requireObject(value).properties()) {
          checkBelow("." + entry.getKey(), entry.getValue(), keyed.value(), duplicates);
        }
      }
      case Listed listed -> checkList(value, listed, duplicates);
      case Single _, Untyped _ -> {}
    }
  }

  private static void checkStruct(JsonNode value, Struct struct, boolean duplicates) {
    for (var entry : requireObject(value).properties()) {
      var type = struct.member(entry.getKey());
      if (type == null) {
        throw new UntypedObjectException("." + entry.getKey() + ": field not declared in schema");
      }
      checkBelow("." + entry.getKey(), entry.getValue(), type, duplicates);
    }
  }

  private static ObjectNode requireObject(JsonNode value) {
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw new UntypedObjectException("expected map, got &{%s}".formatted(GoText.of(value)));
  }

  private static void checkList(JsonNode value, Listed type, boolean duplicates) {
    if (!(value instanceof ArrayNode array)) {
      throw new UntypedObjectException("expected list, got &{%s}".formatted(GoText.of(value)));
    }
    var seen = new HashMap<String, Boolean>();
    for (int i = 0; i < array.size(); i++) {
      var element = "[" + i + "]";
      if (!type.atomic()) {
        element = itemName(type, array.get(i), i);
        if (seen.put(element, true) != null && !duplicates) {
          throw new UntypedObjectException(
              "duplicate entries for key " + PathElements.display(element));
        }
        element = PathElements.display(element);
      }
      checkBelow(element, array.get(i), type.element(), duplicates);
    }
  }

  private static String itemName(Listed type, JsonNode item, int index) {
    try {
      return PathElements.item(type, item);
    } catch (UntypedObjectException e) {
      throw new UntypedObjectException("element " + index + ": " + e.getMessage());
    }
  }

  private static void checkBelow(
      String element, JsonNode value, MergeType type, boolean duplicates) {
    try {
      check(value, type, duplicates);
    } catch (UntypedObjectException e) {
      throw e.below(element);
    }
  }
}
