package io.navarch.apiserver.endpoint.patch;

import io.navarch.apiserver.endpoint.patch.MergeType.Listed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A list under strategic merge.
 *
 * @param merges whether elements merge; else the list is replaced
 * @param key the merge key, empty for lists of scalars and where none is declared
 * @param element the type of the elements
 */
record MergeList(boolean merges, String key, @Nullable MergeType element, String name) {

  static MergeList of(@Nullable MergeType parent, String name) {
    var field = StrategicMergePatch.field(parent, name);
    if (field == null) {
      return new MergeList(false, "", null, name);
    }
    var element = field.type() instanceof Listed(var item, _) ? item : null;
    return new MergeList(field.patchMerge(), field.patchMergeKey(), element, name);
  }

  ArrayNode merge(ArrayNode present, ArrayNode patch) {
    if (!merges) {
      return patch;
    }
    if (present.isEmpty() && patch.isEmpty()) {
      return present;
    }
    return ofObjects(present, patch) ? mergeObjects(present, patch) : mergeScalars(present, patch);
  }

  /** The list without the scalars of a deletion list. */
  ArrayNode without(ArrayNode present, ArrayNode deleted) {
    var result = present.arrayNode();
    for (var element1 : present) {
      if (indexOf(deleted, element1) < 0) {
        result.add(element1);
      }
    }
    return result;
  }

  /** Merges, then puts the elements that the order names into that order. */
  ArrayNode mergeInOrder(@Nullable ArrayNode present, @Nullable ArrayNode patch, ArrayNode order) {
    requireOrder(patch, order);
    ArrayNode merged;
    if (present == null) {
      var kept = patch == null ? null : StrategicMergePatch.withoutDirectives(patch);
      merged = kept instanceof ArrayNode list ? list : order.arrayNode();
    } else {
      merged = patch == null ? present : merge(present.deepCopy(), patch);
    }
    return ordered(merged, order, present == null ? merged.arrayNode() : present);
  }

  private ArrayNode mergeScalars(ArrayNode present, ArrayNode patch) {
    var merged = present.arrayNode();
    for (var list : List.of(present, patch)) {
      for (var scalar : list) {
        if (indexOf(merged, scalar) < 0) {
          merged.add(scalar);
        }
      }
    }
    return ordered(merged, patch, present);
  }

  private ArrayNode mergeObjects(ArrayNode present, ArrayNode patch) {
    if (key.isEmpty()) {
      throw PatchErrors.broken("cannot merge lists without merge key for " + name);
    }
    var base = new ArrayList<JsonNode>();
    present.forEach(base::add);
    var changes = patch.arrayNode();
    boolean replace = false;
    for (var change : patch) {
      var object = (ObjectNode) change;
      var directive = object.get(StrategicMergePatch.DIRECTIVE);
      if (directive == null) {
        changes.add(object);
        continue;
      }
      switch (directive.asString("")) {
        case "delete" -> {
          var value = keyOf(object);
          base.removeIf(e -> JsonEquality.same(e.get(key), value));
        }
        case "replace" -> replace = true;
        case "merge" ->
            throw PatchErrors.broken("merging lists cannot yet be specified in the patch");
        default -> throw StrategicMergePatch.unknownDirective(directive, object);
      }
    }
    if (replace) {
      return ordered(changes, changes, changes);
    }
    var original = present.arrayNode().addAll(base);
    return ordered(mergeEach(original, changes), changes, original);
  }

  private ArrayNode mergeEach(ArrayNode original, ArrayNode changes) {
    var merged = original.arrayNode().addAll(original);
    for (var change : changes) {
      keyOf((ObjectNode) change);
      int index = indexOf(merged, change);
      if (index < 0) {
        merged.add(change);
      } else {
        merged.set(
            index,
            StrategicMergePatch.mergeObject(
                (ObjectNode) merged.get(index), (ObjectNode) change, element));
      }
    }
    return merged;
  }

  /**
   * What the patch names in the patch's order, interleaved with the rest so that the rest keeps its
   * order and, where both are known, its place.
   */
  private ArrayNode ordered(ArrayNode merged, ArrayNode order, ArrayNode serverOrder) {
    var named = new ArrayList<JsonNode>();
    var rest = new ArrayList<JsonNode>();
    for (var element1 : merged) {
      (indexOf(order, element1) >= 0 ? named : rest).add(element1);
    }
    named.sort(Comparator.comparingInt(e -> indexOf(order, e)));
    rest.sort(Comparator.comparingInt(e -> indexOf(serverOrder, e)));
    var result = merged.arrayNode();
    int i = 0;
    int j = 0;
    while (i < rest.size() && j < named.size()) {
      int left = indexOf(serverOrder, rest.get(i));
      int right = indexOf(serverOrder, named.get(j));
      result.add(left >= 0 && right >= 0 && left < right ? rest.get(i++) : named.get(j++));
    }
    rest.subList(i, rest.size()).forEach(result::add);
    named.subList(j, named.size()).forEach(result::add);
    return result;
  }

  private void requireOrder(@Nullable ArrayNode patch, ArrayNode order) {
    if (patch == null || order.isEmpty()) {
      return;
    }
    int next = 0;
    for (var change : patch) {
      if (change.has(StrategicMergePatch.DIRECTIVE)) {
        continue;
      }
      while (next < order.size() && !sameElement(change, order.get(next))) {
        next++;
      }
      if (next == order.size()) {
        throw PatchErrors.broken(
            "The order in patch list:\n%s\n doesn't match $setElementOrder list:\n%s\n"
                .formatted(GoText.of(patch), GoText.of(order)));
      }
      next++;
    }
  }

  private int indexOf(ArrayNode list, JsonNode wanted) {
    for (int i = 0; i < list.size(); i++) {
      if (sameElement(list.get(i), wanted)) {
        return i;
      }
    }
    return -1;
  }

  private boolean sameElement(JsonNode a, JsonNode b) {
    return (key.isEmpty() || !a.isObject() || !b.isObject())
        ? JsonEquality.same(a, b)
        : JsonEquality.same(a.get(key), b.get(key));
  }

  private JsonNode keyOf(ObjectNode object) {
    var value = object.get(key);
    if (value == null) {
      throw PatchErrors.broken(
          "map: %s does not contain declared merge key: %s".formatted(GoText.of(object), key));
    }
    return value;
  }

  private static boolean ofObjects(ArrayNode present, ArrayNode patch) {
    @Nullable String type = null;
    for (var list : List.of(present, patch)) {
      for (var element1 : list) {
        var elementType = GoText.typeOf(element1);
        if (elementType.equals("slice")) {
          throw PatchErrors.unprocessable();
        }
        if (type != null && !type.equals(elementType)) {
          throw PatchErrors.broken(
              "list element types are not identical: %s"
                  .formatted("[" + GoText.of(present) + " " + GoText.of(patch) + "]"));
        }
        type = elementType;
      }
    }
    return "map".equals(type);
  }
}
