package io.navarch.apiserver.endpoint.patch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A set of paths into an object, as a tree whose edges are path elements in the spelling of {@code
 * FieldsV1} ({@code f:spec}, {@code k:{"name":"c"}}). A path being in the set says nothing of the
 * paths below it. Filled by one thread; not changed once it is shared.
 */
final class FieldSet {

  /** Stands for any element, in the sets that {@link #onlyBelow} filters by. */
  static final String ANY = "*";

  private static final String SELF = ".";

  private boolean member;
  private final Map<String, FieldSet> children = new LinkedHashMap<>();

  /** Reads a {@code FieldsV1}. */
  static FieldSet of(JsonNode fieldsV1) {
    var set = new FieldSet();
    for (var entry : fieldsV1.properties()) {
      if (entry.getKey().equals(SELF)) {
        set.member = true;
        continue;
      }
      var child = of(entry.getValue());
      child.member |= child.children.isEmpty();
      set.children.put(entry.getKey(), child);
    }
    return set;
  }

  /** Writes a {@code FieldsV1}, in upstream's order. */
  ObjectNode toFieldsV1() {
    var json = JsonNodeFactory.instance.objectNode();
    if (member && !children.isEmpty()) {
      json.putObject(SELF);
    }
    if (children.size() == 1) {
      children.forEach((element, child) -> json.set(element, child.toFieldsV1()));
    } else {
      children.entrySet().stream()
          .sorted(Map.Entry.comparingByKey(PathElements.ORDER))
          .forEach(e -> json.set(e.getKey(), e.getValue().toFieldsV1()));
    }
    return json;
  }

  /** Adds a path, given as the first {@code depth} elements. The empty path is never a member. */
  void insert(String[] path, int depth) {
    if (depth == 0) {
      return;
    }
    var node = this;
    for (int i = 0; i < depth; i++) {
      node = node.child(path[i]);
    }
    node.member = true;
  }

  void insert(String... path) {
    insert(path, path.length);
  }

  private FieldSet child(String element) {
    var child = children.get(element);
    if (child == null) {
      child = new FieldSet();
      children.put(element, child);
    }
    return child;
  }

  boolean isEmpty() {
    return !member && children.isEmpty();
  }

  /** Whether the path itself is in the set. */
  boolean isMember() {
    return member;
  }

  /** What is in the set below a path element, or null. */
  @Nullable FieldSet below(String element) {
    return children.get(element);
  }

  boolean hasBelow() {
    return !children.isEmpty();
  }

  Map<String, FieldSet> children() {
    return children;
  }

  FieldSet union(FieldSet other) {
    var result = new FieldSet();
    result.member = member || other.member;
    result.children.putAll(children);
    other.children.forEach((element, theirs) -> {
      var ours = children.get(element);
      result.children.put(element, ours == null ? theirs : ours.union(theirs));
    });
    return result;
  }

  /** The paths that the other set does not hold. */
  FieldSet minus(FieldSet other) {
    var result = new FieldSet();
    result.member = member && !other.member;
    children.forEach((element, ours) -> {
      var theirs = other.children.get(element);
      var left = theirs == null ? ours : ours.minus(theirs);
      if (!left.isEmpty()) {
        result.children.put(element, left);
      }
    });
    return result;
  }

  /** The paths that neither are in the other set nor lie below one that is. */
  FieldSet minusDeep(FieldSet other) {
    var result = new FieldSet();
    result.member = member && !other.member;
    children.forEach((element, ours) -> {
      var theirs = other.children.get(element);
      if (theirs != null && theirs.member) {
        return;
      }
      var left = theirs == null ? ours : ours.minusDeep(theirs);
      if (!left.isEmpty()) {
        result.children.put(element, left);
      }
    });
    return result;
  }

  /** The paths that both sets hold. */
  FieldSet intersection(FieldSet other) {
    var result = new FieldSet();
    result.member = member && other.member;
    children.forEach((element, ours) -> {
      var theirs = other.children.get(element);
      if (theirs != null) {
        var both = ours.intersection(theirs);
        if (!both.isEmpty()) {
          result.children.put(element, both);
        }
      }
    });
    return result;
  }

  /** Only what equals, or lies below, a path of the other set. */
  FieldSet onlyBelow(FieldSet other) {
    var result = new FieldSet();
    children.forEach((element, ours) -> {
      var named = other.children.get(element);
      var theirs = named == null ? other.children.get(ANY) : named;
      if (theirs != null) {
        var left = theirs.member ? ours : ours.onlyBelow(theirs);
        if (!left.isEmpty()) {
          result.children.put(element, left);
        }
      }
    });
    return result;
  }

  /** Whether a {@code FieldsV1} and this set have a path in common; reads without decoding. */
  boolean meets(JsonNode fieldsV1) {
    if (member && (fieldsV1.isEmpty() || fieldsV1.has(SELF))) {
      return true;
    }
    for (var entry : children.entrySet()) {
      var theirs = fieldsV1.get(entry.getKey());
      if (theirs != null && entry.getValue().meets(theirs)) {
        return true;
      }
    }
    return false;
  }

  /**
   * With every named field of a struct that has members below it as a member itself: such fields
   * are usually not owned, and pruning must not take them for unowned.
   */
  FieldSet withNamedFields(@Nullable MergeType type) {
    var result = new FieldSet();
    result.member = member;
    children.forEach((element, child) -> {
      var below = child.withNamedFields(PathElements.typeBelow(type, element));
      below.member |=
          child.hasBelow()
              && type instanceof MergeType.Struct struct
              && element.startsWith("f:")
              && struct.field(element.substring(2)) != null;
      result.children.put(element, below);
    });
    return result;
  }

  /** All paths of the set in order, as messages spell them: {@code .spec.replicas}. */
  List<String> paths() {
    var paths = new ArrayList<String>();
    collect(new ArrayDeque<>(), paths);
    return paths;
  }

  private void collect(Deque<String> prefix, List<String> paths) {
    // members come before what lies below any of them, as upstream prints them
    var sorted = children.entrySet().stream().sorted(Map.Entry.comparingByKey(PathElements.ORDER));
    var list = sorted.toList();
    for (var entry : list) {
      if (entry.getValue().member) {
        paths.add(String.join("", prefix) + PathElements.display(entry.getKey()));
      }
    }
    for (var entry : list) {
      prefix.addLast(PathElements.display(entry.getKey()));
      entry.getValue().collect(prefix, paths);
      prefix.removeLast();
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldSet set && member == set.member && children.equals(set.children);
  }

  @Override
  public int hashCode() {
    return children.hashCode() * 2 + (member ? 1 : 0);
  }

  @Override
  public String toString() {
    return paths().toString();
  }
}
