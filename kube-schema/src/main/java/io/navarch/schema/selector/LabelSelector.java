package io.navarch.schema.selector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Labels that an object must have: all requirements must hold. Immutable. */
public final class LabelSelector {

  /** Matches every object. */
  public static final LabelSelector EVERYTHING = new LabelSelector(List.of(), false);

  /** Matches no object: what a missing selector object means. */
  public static final LabelSelector NOTHING = new LabelSelector(List.of(), true);

  private final List<LabelRequirement> requirements;
  private final boolean nothing;

  private LabelSelector(List<LabelRequirement> requirements, boolean nothing) {
    this.requirements =
        requirements.stream().sorted(Comparator.comparing(LabelRequirement::key)).toList();
    this.nothing = nothing;
  }

  /** A selector of these requirements. */
  public static LabelSelector of(List<LabelRequirement> requirements) {
    return requirements.isEmpty() ? EVERYTHING : new LabelSelector(requirements, false);
  }

  /** Exactly these labels, whatever else there is. */
  public static LabelSelector ofLabels(Map<String, String> labels) {
    return of(
        labels.entrySet().stream()
            .map(e ->
                new LabelRequirement(
                    e.getKey(), LabelRequirement.Operator.EQUALS, Set.of(e.getValue())))
            .toList());
  }

  /**
   * Reads the grammar of URLs.
   *
   * @throws SelectorFormatException in upstream's words
   */
  public static LabelSelector parse(String text) {
    return of(new LabelSelectorParser(text).parse());
  }

  /**
   * Reads a {@code LabelSelector} object. A missing one matches nothing, an empty one everything.
   *
   * @throws SelectorFormatException in upstream's words
   */
  public static LabelSelector fromObject(JsonNode object) {
    if (object.isMissingNode() || object.isNull()) {
      return NOTHING;
    }
    var requirements = new ArrayList<LabelRequirement>();
    for (var label : object.path("matchLabels").properties()) {
      requirements.add(
          LabelRequirement.checked(
              label.getKey(),
              LabelRequirement.Operator.EQUALS,
              Set.of(label.getValue().asString())));
    }
    for (var expression : object.path("matchExpressions")) {
      requirements.add(expression(expression));
    }
    return of(requirements);
  }

  private static LabelRequirement expression(JsonNode expression) {
    var name = expression.path("operator").asString("");
    var operator =
        switch (name) {
          case "In" -> LabelRequirement.Operator.IN;
          case "NotIn" -> LabelRequirement.Operator.NOT_IN;
          case "Exists" -> LabelRequirement.Operator.EXISTS;
          case "DoesNotExist" -> LabelRequirement.Operator.DOES_NOT_EXIST;
          default ->
              throw new SelectorFormatException(
                  "\"%s\" is not a valid label selector operator".formatted(name));
        };
    var values =
        expression
            .path("values")
            .valueStream()
            .map(JsonNode::asString)
            .collect(Collectors.toCollection(TreeSet::new));
    return LabelRequirement.checked(expression.path("key").asString(""), operator, values);
  }

  /** Whether an object with these labels is selected. */
  public boolean matches(Map<String, String> labels) {
    if (nothing) {
      return false;
    }
    for (var requirement : requirements) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /** Whether every object is selected. */
  public boolean isEverything() {
    return !nothing && requirements.isEmpty();
  }

  /** In the order of their keys. */
  public List<LabelRequirement> requirements() {
    return requirements;
  }

  /** The spelling of URLs. */
  @Override
  public String toString() {
    return requirements.stream().map(LabelRequirement::toString).collect(Collectors.joining(","));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelSelector that
        && nothing == that.nothing
        && requirements.equals(that.requirements);
  }

  @Override
  public int hashCode() {
    return requirements.hashCode() + (nothing ? 1 : 0);
  }
}
