package io.navarch.apiserver.defaulting;

import io.navarch.apiserver.defaulting.DefaultRow.Condition;
import io.navarch.apiserver.defaulting.DefaultRow.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Applies rows to objects. */
final class Defaults {

  private Defaults() {}

  static void apply(DefaultRow row, ObjectNode object, String typeName, TypePlans plans) {
    var condition = row.when();
    if (condition != null && !holds(condition, object)) {
      return;
    }
    switch (row.source()) {
      case Source.Step(var name) -> {
        DefaultSteps.run(name, object);
        plans.of(typeName).order(object);
      }
      case Source.Value(var value) -> put(object, row.path(), value, new Types(plans, typeName));
      case Source.Copy(var path) -> {
        var value = at(object, path);
        if (value != null && isPresent(value)) {
          put(object, row.path(), value, new Types(plans, typeName));
        }
      }
    }
  }

  private static boolean holds(Condition condition, ObjectNode object) {
    var value = at(object, condition.path());
    return switch (condition) {
      case Condition.Is(_, var wanted) -> wanted.equals(value);
      case Condition.Presence(_, var wanted) -> wanted == (value != null && isPresent(value));
    };
  }

  private static boolean isPresent(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> false;
      case STRING -> !value.stringValue().isEmpty();
      case ARRAY -> !value.isEmpty();
      case BOOLEAN -> value.booleanValue();
      default -> true;
    };
  }

  /** The types along a path. */
  private record Types(TypePlans plans, @Nullable String name) {

    Types below(String member) {
      return new Types(plans, name == null ? null : plans.of(name).structOf(member));
    }

    void order(ObjectNode object) {
      if (name != null) {
        plans.of(name).order(object);
      }
    }

    boolean writesAlways(String member) {
      if (name == null) {
        return false;
      }
      var plan = plans.of(name);
      return plan.always().containsKey(member) && !plan.zeroes().contains(member);
    }
  }

  private static void put(ObjectNode object, List<String> path, JsonNode value, Types types) {
    var name = path.getFirst();
    if (path.size() == 1) {
      if (isUnset(object.get(name), types.writesAlways(name))) {
        object.set(name, value.deepCopy());
        types.order(object);
      }
      return;
    }
    var child = object.get(name);
    if (child == null || child.isNull()) {
      child = object.putObject(name);
      types.order(object);
    }
    if (child instanceof ObjectNode next) { // anything else is malformed; validation says so
      put(next, path.subList(1, path.size()), value, types.below(name));
    }
  }

  /** A zero is nothing only where it could not have been left out. */
  private static boolean isUnset(@Nullable JsonNode value, boolean zeroIsNothing) {
    if (value == null || value.isNull()) {
      return true;
    }
    return switch (value.getNodeType()) {
      case NUMBER -> zeroIsNothing && value.doubleValue() == 0;
      case STRING -> zeroIsNothing && value.stringValue().isEmpty();
      case ARRAY -> value.isEmpty();
      default -> false;
    };
  }

  static @Nullable JsonNode at(ObjectNode object, List<String> path) {
    JsonNode node = object;
    for (var name : path) {
      node = node.path(name);
    }
    return node.isMissingNode() ? null : node;
  }
}
