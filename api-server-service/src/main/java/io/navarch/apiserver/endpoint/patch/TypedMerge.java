package io.navarch.apiserver.endpoint.patch;

import io.navarch.apiserver.endpoint.patch.MergeType.Listed;
import io.navarch.apiserver.endpoint.patch.MergeType.Struct;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lays an applied configuration over a live object: the configuration wins where it speaks, lists
 * with identities merge element by element in the configuration's order.
 */
final class TypedMerge {

  private TypedMerge() {}

  static ObjectNode merge(ObjectNode live, ObjectNode applied, Struct type) {
    var merged = value(live, applied, type);
    return merged instanceof ObjectNode object ? object : live.objectNode();
  }

  private static @Nullable JsonNode value(
      @Nullable JsonNode live, @Nullable JsonNode applied, @Nullable MergeType type) {
    if (applied == null) {
      return live;
    }
    if (type == null || type.atomic()) {
      return applied;
    }
    if (type instanceof Listed listed) {
      return list(live, applied, listed);
    }
    boolean nothing = !hasMembers(live) && !hasMembers(applied);
    boolean leaf = nothing || (!(applied instanceof ObjectNode) && !applied.isNull());
    return leaf ? applied : members(live, applied, type);
  }

  private static boolean hasMembers(@Nullable JsonNode node) {
    return node instanceof ObjectNode object && !object.isEmpty();
  }

  private static @Nullable JsonNode members(
      @Nullable JsonNode live, JsonNode applied, MergeType type) {
    var result = JsonNodeFactory.instance.objectNode();
    if (live instanceof ObjectNode object) {
      for (var entry : object.properties()) {
        var name = entry.getKey();
        put(result, name, value(entry.getValue(), applied.get(name), type.member(name)));
      }
    }
    for (var entry : applied.properties()) {
      var name = entry.getKey();
      if (live == null || live.get(name) == null) {
        put(result, name, value(null, entry.getValue(), type.member(name)));
      }
    }
    return result.isEmpty() ? null : result;
  }

  private static void put(ObjectNode result, String name, @Nullable JsonNode value) {
    if (value != null) {
      result.set(name, value);
    }
  }

  private static @Nullable JsonNode list(@Nullable JsonNode live, JsonNode applied, Listed type) {
    var ours = live instanceof ArrayNode array && !array.isEmpty() ? array : null;
    var theirs = applied instanceof ArrayNode array && !array.isEmpty() ? array : null;
    if (ours == null && theirs == null) {
      return applied;
    }
    var result = JsonNodeFactory.instance.arrayNode();
    new ListMerge(type, ours, theirs, result).run();
    return result.isEmpty() ? null : result;
  }

  /** The merge of one list: a zipper over both, in which the configuration's order wins. */
  private static final class ListMerge {

    private final Listed type;
    private final @Nullable ArrayNode live;
    private final List<String> liveNames = new ArrayList<>();
    private final List<String> appliedNames = new ArrayList<>();
    private final Map<String, JsonNode> liveItems = new HashMap<>();
    private final Map<String, JsonNode> appliedItems = new HashMap<>();
    private final Set<String> duplicated = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private final ArrayNode result;
    private Iterator<String> shared = List.<String>of().iterator();
    private @Nullable String nextShared;
    private int l;
    private int r;

    ListMerge(
        Listed type, @Nullable ArrayNode live, @Nullable ArrayNode applied, ArrayNode result) {
      this.type = type;
      this.live = live;
      this.result = result;
      index(live, liveNames, liveItems, true);
      index(applied, appliedNames, appliedItems, false);
    }

    private void index(
        @Nullable ArrayNode list,
        List<String> names,
        Map<String, JsonNode> items,
        boolean duplicates) {
      if (list == null) {
        return;
      }
      for (var item : list) {
        var name = PathElements.item(type, item);
        if (items.put(name, item) != null) {
          if (!duplicates) {
            throw new UntypedObjectException(
                "duplicate entries for key " + PathElements.display(name));
          }
          duplicated.add(name);
        }
        names.add(name);
      }
    }

    void run() {
      shared = appliedNames.stream().filter(liveItems::containsKey).toList().iterator();
      advance();
      while (l < liveNames.size() || r < appliedNames.size()) {
        if (l == liveNames.size() || (r < appliedNames.size() && !stepOverLive())) {
          takeNextApplied();
        } else if (r == appliedNames.size()) {
          keepOrSkip();
        }
      }
    }

    /** Deals with the next live item; false if it is the configuration's turn. */
    private boolean stepOverLive() {
      var name = liveNames.get(l);
      if (name.equals(appliedNames.get(r))) {
        l++;
        return false;
      }
      if (!appliedItems.containsKey(name)) {
        keepOrSkip();
        return true;
      }
      if (isLater(name)) {
        l++;
        return true;
      }
      if (done.contains(name)) {
        l++;
      }
      return false;
    }

    private void keepOrSkip() {
      if (live != null && !appliedItems.containsKey(liveNames.get(l))) {
        result.add(live.get(l));
      }
      l++;
    }

    private void takeNextApplied() {
      var name = appliedNames.get(r++);
      take(name);
      if (name.equals(nextShared)) {
        advance();
      }
    }

    private boolean isLater(String name) {
      return nextShared != null && !nextShared.equals(name);
    }

    private void advance() {
      nextShared = shared.hasNext() ? shared.next() : null;
    }

    private void take(String name) {
      done.add(name);
      var present = duplicated.contains(name) ? null : liveItems.get(name);
      var merged = value(present, appliedItems.get(name), type.element());
      if (merged != null) {
        result.add(merged);
      }
    }
  }
}
