package io.navarch.apiserver.defaulting;

import io.navarch.apiserver.defaulting.TypePlan.Content;
import io.navarch.schema.Catalogue;
import io.navarch.schema.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings objects into the form in which upstream answers them: members in their order, nothing
 * written that is empty, numbers and times in one spelling, defaults filled in. Idempotent. Made
 * for one catalogue; safe for use by many threads.
 */
public final class Defaulter {

  private final TypePlans plans;

  public Defaulter(Catalogue catalogue) {
    this(new TypePlans(catalogue));
  }

  private Defaulter(TypePlans plans) {
    this.plans = plans;
  }

  /** The same for another catalogue, without reading the tables again. */
  public Defaulter with(Catalogue catalogue) {
    return new Defaulter(plans.with(catalogue));
  }

  /** The object, changed in place and returned. */
  public ObjectNode apply(Kind kind, ObjectNode object) {
    return apply(kind.typeName(), object);
  }

  /** The same for what is no kind of its own, such as the options of a request. */
  public ObjectNode apply(String typeName, ObjectNode object) {
    canonicalize(object, typeName);
    fill(object, typeName);
    return object;
  }

  /** The canonical form alone, without defaults. */
  public ObjectNode canonicalize(Kind kind, ObjectNode object) {
    canonicalize(object, kind.typeName());
    return object;
  }

  private void canonicalize(ObjectNode object, String typeName) {
    var plan = plans.of(typeName);
    if (plan.builtIn()) {
      object.removeIf(JsonNode::isNull);
      dropZeroes(object, plan);
      plan.always().forEach((name, empty) -> object.putIfAbsent(name, empty.deepCopy()));
    } else {
      fillFromSchema(object, plan);
    }
    for (var member : plan.members()) {
      var value = object.get(member.name());
      if (value != null && !value.isNull() && !TypePlan.isInert(member.content())) {
        var canonical = canonical(value, member.content());
        if (!isSame(canonical, value)) {
          object.set(member.name(), canonical);
        }
      }
    }
    plan.order(object);
  }

  private JsonNode canonical(JsonNode value, Content content) {
    switch (content) {
      case Content.Single(var type) -> {
        return Scalars.canonical(type, value);
      }
      case Content.Struct(var name) -> {
        if (value instanceof ObjectNode child) {
          canonicalize(child, name);
        }
      }
      case Content.Many(var element) -> {
        if (value instanceof ArrayNode list) {
          for (int i = 0; i < list.size(); i++) {
            list.set(i, canonical(list.get(i), element));
          }
        } else if (value instanceof ObjectNode map) {
          for (var entry : map.properties()) {
            entry.setValue(canonical(entry.getValue(), element));
          }
        }
      }
    }
    return value;
  }

  private static void dropZeroes(ObjectNode object, TypePlan plan) {
    var entries = object.properties().iterator();
    while (entries.hasNext()) {
      var entry = entries.next();
      var name = entry.getKey();
      boolean droppable =
          plan.order().containsKey(name)
              && !plan.always().containsKey(name)
              && !plan.zeroes().contains(name);
      if (droppable && isZero(entry.getValue(), plan, name)) {
        entries.remove();
      }
    }
  }

  private static boolean isZero(JsonNode value, TypePlan plan, String name) {
    return switch (value.getNodeType()) {
      case STRING -> value.stringValue().isEmpty();
      case NUMBER -> value.doubleValue() == 0;
      case BOOLEAN -> !value.booleanValue();
      case ARRAY -> value.isEmpty();
      case OBJECT -> value.isEmpty() && plan.isMap(name);
      default -> false;
    };
  }

  private static void fillFromSchema(ObjectNode object, TypePlan plan) {
    for (var member : plan.members()) {
      var value = member.schemaDefault();
      if (value != null && !object.has(member.name())) {
        object.set(member.name(), value.deepCopy());
      }
    }
  }

  private void fill(ObjectNode object, String typeName) {
    var plan = plans.of(typeName);
    for (var row : plan.rows()) {
      Defaults.apply(row, object, typeName, plans);
    }
    for (var member : plan.members()) {
      if (plans.hasRows(member.content())) {
        fill(object.get(member.name()), member.content());
      }
    }
  }

  private void fill(@Nullable JsonNode value, Content content) {
    switch (content) {
      case Content.Single _ -> {}
      case Content.Struct(var name) -> {
        if (value instanceof ObjectNode child) {
          fill(child, name);
        }
      }
      case Content.Many(var element) -> {
        if (value != null) {
          value.forEach(child -> fill(child, element));
        }
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // whether there is anything to write back
  private static boolean isSame(JsonNode a, JsonNode b) {
    return a == b;
  }
}
