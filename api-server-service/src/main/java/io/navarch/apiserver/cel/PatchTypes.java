package io.navarch.apiserver.cel;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The types that mutations are written in. {@code Object} and what lies under it have whatever
 * fields an expression gives them; whether the object has them is seen when they are applied.
 */
final class PatchTypes {

  static final String OBJECT = "Object";
  static final String PATCH = "JSONPatch";

  private PatchTypes() {}

  static StructType struct(String name, Map<String, CelType> fields) {
    var known = ImmutableMap.copyOf(fields);
    return StructType.create(name, known.keySet(), field -> Optional.ofNullable(known.get(field)));
  }

  /** The types that the expression makes values of. */
  static Map<String, CelType> in(CelAbstractSyntaxTree parsed) {
    var fields = new HashMap<String, Set<String>>();
    CelNavigableAst.fromAst(parsed)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.STRUCT)
        .map(node -> node.expr().struct())
        .filter(made ->
            made.messageName().equals(OBJECT) || made.messageName().startsWith(OBJECT + "."))
        .forEach(made -> {
          var names = fields.computeIfAbsent(made.messageName(), _ -> new HashSet<>());
          made.entries().forEach(entry -> names.add(entry.fieldKey()));
        });
    var types = new LinkedHashMap<String, CelType>();
    fields.forEach((name, names) ->
        types.put(
            name,
            StructType.create(name, ImmutableSet.copyOf(names), _ -> Optional.of(SimpleType.DYN))));
    types.put(
        PATCH,
        struct(
            PATCH,
            Map.of(
                "op",
                SimpleType.STRING,
                "path",
                SimpleType.STRING,
                "from",
                SimpleType.STRING,
                "value",
                SimpleType.DYN)));
    return types;
  }

  /** A value of one of them. */
  static Object make(String type, Map<String, Object> fields) {
    var node = JsonNodeFactory.instance.objectNode();
    fields.forEach((name, value) -> {
      if (!type.equals(PATCH)) {
        requirePlace(type + "." + name, value);
      }
      node.set(name, Values.toJson(value));
    });
    return ObjectValue.made(node, type);
  }

  /** What is set into a field must be of the type that is named like the field. */
  private static void requirePlace(String place, Object value) {
    switch (value) {
      case ObjectValue made when !made.typeName().isEmpty() -> {
        if (!made.typeName().equals(place)) {
          throw new IllegalArgumentException(
              ("unexpected type name \"%s\", expected \"%s\", which matches field name path from"
                      + " root Object type")
                  .formatted(made.typeName(), place));
        }
      }
      case Iterable<?> list -> list.forEach(item -> requirePlace(place, item));
      default -> {
        // without a type of its own
      }
    }
  }
}
