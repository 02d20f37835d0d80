package io.navarch.apiserver.endpoint.patch;

import io.navarch.apiserver.endpoint.patch.MergeType.MergeField;
import io.navarch.apiserver.endpoint.patch.MergeType.Struct;
import io.navarch.apiserver.request.ApiStatusException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Strategic merge patch: a merge patch that knows which lists merge and by which key, and obeys the
 * directives {@code $patch}, {@code $retainKeys}, {@code $setElementOrder/…} and {@code
 * $deleteFromPrimitiveList/…}. Works in place on trees that belong to it.
 */
final class StrategicMergePatch {

  static final String DIRECTIVE = "$patch";
  private static final String RETAIN_KEYS = "$retainKeys";
  private static final String DELETE_FROM_LIST = "$deleteFromPrimitiveList";
  private static final String SET_ORDER = "$setElementOrder";

  private StrategicMergePatch() {}

  /** The patched object; both arguments stay as they are. */
  static ObjectNode apply(ObjectNode object, ObjectNode patch, Struct type) {
    return mergeObject(object.deepCopy(), patch.deepCopy(), type);
  }

  static ObjectNode mergeObject(ObjectNode object, ObjectNode patch, @Nullable MergeType type) {
    var directive = patch.get(DIRECTIVE);
    if (directive != null) {
      return directed(directive, patch);
    }
    retainKeys(object, patch);
    mergeOrderedLists(object, patch, type);
    for (var entry : List.copyOf(patch.properties())) {
      mergeMember(object, entry.getKey(), entry.getValue(), type);
    }
    return object;
  }

  private static ObjectNode directed(JsonNode directive, ObjectNode patch) {
    return switch (directive.asString("")) {
      case "replace" -> {
        patch.remove(DIRECTIVE);
        yield patch;
      }
      case "delete" -> patch.objectNode();
      default -> throw unknownDirective(directive, patch);
    };
  }

  static ApiStatusException unknownDirective(JsonNode directive, ObjectNode patch) {
    return PatchErrors.broken(
        "unknown patch type: %s in map: %s".formatted(GoText.of(directive), GoText.of(patch)));
  }

  private static void retainKeys(ObjectNode object, ObjectNode patch) {
    var retained = patch.remove(RETAIN_KEYS);
    if (retained == null) {
      return;
    }
    if (!(retained instanceof ArrayNode names)) {
      throw ApiStatusException.badRequest("invalid patch format of retainKeys");
    }
    var keep = new HashSet<String>();
    names.forEach(name -> keep.add(name.asString("")));
    for (var entry : patch.properties()) {
      var key = entry.getKey();
      boolean change =
          !entry.getValue().isNull()
              && !key.startsWith(DELETE_FROM_LIST)
              && !key.startsWith(SET_ORDER);
      if (change && !keep.contains(key)) {
        throw ApiStatusException.badRequest("invalid patch format of retainKeys");
      }
    }
    object.retain(keep);
  }

  private static void mergeOrderedLists(
      ObjectNode object, ObjectNode patch, @Nullable MergeType type) {
    for (var entry : List.copyOf(patch.properties())) {
      if (!entry.getKey().startsWith(SET_ORDER)) {
        continue;
      }
      patch.remove(entry.getKey());
      var name = after(entry.getKey(), "invalid patch format of setElementOrder list");
      var order = requireList(entry.getValue());
      var present = object.get(name);
      var change = patch.remove(name);
      if (present == null && change == null) {
        continue;
      }
      var list = MergeList.of(type, name);
      object.set(
          name,
          list.mergeInOrder(
              present == null ? null : requireList(present),
              change == null ? null : requireList(change),
              order));
    }
  }

  private static ArrayNode requireList(JsonNode node) {
    if (node instanceof ArrayNode array) {
      return array;
    }
    throw PatchErrors.broken(
        "expected a []interface {}, but received a %s".formatted(GoText.typeOf(node)));
  }

  private static String after(String key, String complaint) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      throw ApiStatusException.badRequest(complaint);
    }
    return key.substring(slash + 1);
  }

  private static void mergeMember(
      ObjectNode object, String key, JsonNode change, @Nullable MergeType type) {
    boolean deletion = key.startsWith(DELETE_FROM_LIST);
    var name = deletion ? after(key, "invalid patch format of primitive list") : key;
    if (change.isNull()) {
      object.remove(name);
      return;
    }
    var present = object.get(name);
    if (present instanceof ObjectNode target && change instanceof ObjectNode patch) {
      object.set(name, mergeStruct(target, patch, type, name));
    } else if (present instanceof ArrayNode target && change instanceof ArrayNode patch) {
      var list = MergeList.of(type, name);
      object.set(name, deletion ? list.without(target, patch) : list.merge(target, patch));
    } else if (!deletion) {
      take(object, name, change);
    }
  }

  private static ObjectNode mergeStruct(
      ObjectNode target, ObjectNode patch, @Nullable MergeType type, String name) {
    var field = type instanceof Struct struct ? struct.field(name) : null;
    if (field != null && field.patchReplace()) {
      return patch;
    }
    return mergeObject(target, patch, type == null ? null : type.member(name));
  }

  /** Sets a member for which the object has nothing to merge with. */
  private static void take(ObjectNode object, String name, JsonNode change) {
    discardNulls(change);
    var value = withoutDirectives(change);
    if (value == null) {
      object.remove(name);
    } else {
      object.set(name, value);
    }
  }

  private static void discardNulls(JsonNode value) {
    if (value instanceof ObjectNode object) {
      object.removeIf(JsonNode::isNull);
    }
    value.forEach(StrategicMergePatch::discardNulls);
  }

  /** The value without what only speaks to the patching server; null if the value is only that. */
  static @Nullable JsonNode withoutDirectives(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        if (object.has(DIRECTIVE)) {
          yield null;
        }
        for (var entry : List.copyOf(object.properties())) {
          var kept = withoutDirectives(entry.getValue());
          if (kept == null) {
            object.remove(entry.getKey());
          } else {
            object.set(entry.getKey(), kept);
          }
        }
        yield object;
      }
      case ArrayNode array -> {
        var kept = new ArrayList<JsonNode>();
        for (var element : array) {
          var value1 = withoutDirectives(element);
          if (value1 != null) {
            kept.add(value1);
          }
        }
        yield array.arrayNode().addAll(kept);
      }
      default -> value;
    };
  }

  /** The field that a list is in, or null where nothing is known of it. */
  static @Nullable MergeField field(@Nullable MergeType type, String name) {
    return type instanceof Struct struct ? struct.field(name) : null;
  }
}
