package io.navarch.apiserver.defaulting;

import io.navarch.schema.ScalarType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be done with objects of one type.
 *
 * @param members in the order in which they are written
 * @param order the place of each member
 * @param always members written even if empty, with what is written then
 * @param zeroes members whose zero value is a value
 * @param maps members with free keys, which disappear when they are empty
 * @param builtIn whether zero values are dropped at all; custom resources keep what was written
 */
record TypePlan(
    List<Member> members,
    Map<String, Integer> order,
    Map<String, JsonNode> always,
    Set<String> zeroes,
    Set<String> maps,
    List<DefaultRow> rows,
    boolean builtIn) {

  /**
   * A member.
   *
   * @param schemaDefault the default of a custom resource's schema, or null
   */
  record Member(String name, Content content, @Nullable JsonNode schemaDefault) {}

  /** What a member holds. */
  sealed interface Content {

    /** A single value. */
    record Single(ScalarType type) implements Content {}

    /** An object. */
    record Struct(String typeName) implements Content {}

    /** A list, or a map whose keys are free. */
    record Many(Content element) implements Content {}
  }

  /** The type of a member that holds an object, or null. */
  @Nullable String structOf(String name) {
    var place = order.get(name);
    return place != null && members.get(place).content() instanceof Content.Struct(var type)
        ? type
        : null;
  }

  /** Puts members that came late into their place. */
  void order(ObjectNode object) {
    int last = -1;
    boolean ordered = true;
    for (var entry : object.properties()) {
      int place = place(entry.getKey());
      ordered &= place >= last;
      last = place;
    }
    if (!ordered) {
      var sorted =
          object.properties().stream()
              .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
              .sorted(Comparator.comparingInt(entry -> place(entry.getKey())))
              .toList();
      object.removeAll();
      sorted.forEach(entry -> object.set(entry.getKey(), entry.getValue()));
    }
  }

  private int place(String name) {
    return order.getOrDefault(name, Integer.MAX_VALUE);
  }

  boolean isMap(String name) {
    return maps.contains(name);
  }

  /** Whether anything below this content can change. */
  static boolean isInert(Content content) {
    return switch (content) {
      case Content.Single(var type) -> !Scalars.hasCanonicalForm(type);
      case Content.Struct _ -> false;
      case Content.Many(var element) -> isInert(element);
    };
  }
}
