package io.navarch.apiserver.cel;

import dev.cel.bundle.CelBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;

/** Collects functions: what the checker knows of them and what they do. */
final class Functions {

  private final Map<String, List<CelOverloadDecl>> declared = new LinkedHashMap<>();
  private final Map<String, List<CelFunctionBinding>> bound = new LinkedHashMap<>();

  /** What a function does with its arguments, the target first. */
  @FunctionalInterface
  interface Body {
    Object apply(Object[] arguments);
  }

  /** A type and the class of its values. */
  @RequiredArgsConstructor
  static final class Operand {
    private final CelType name;
    private final Class<?> values;

    CelType name() {
      return name;
    }

    static Operand of(CelType type) {
      return new Operand(
          type,
          switch (type.kind()) {
            case CelKind.STRING -> String.class;
            case CelKind.INT -> Long.class;
            case CelKind.BOOL -> Boolean.class;
            case CelKind.DOUBLE -> Double.class;
            case CelKind.LIST -> Collection.class;
            default -> Object.class;
          });
    }
  }

  /** {@code name(a, b)}. */
  void global(String name, CelType result, Body body, Operand... parameters) {
    var id = id(name, parameters);
    declare(name, CelOverloadDecl.newGlobalOverload(id, result, names(parameters)));
    bind(name, id, body, parameters);
  }

  /** {@code a.name(b)}; the first parameter is the target. */
  void member(String name, CelType result, Body body, Operand... parameters) {
    var id = id("member_" + name, parameters);
    declare(name, CelOverloadDecl.newMemberOverload(id, result, names(parameters)));
    bind(name, id, body, parameters);
  }

  private static String id(String name, Operand... parameters) {
    var id = new StringBuilder("kubernetes_" + name.replace('.', '_'));
    for (var parameter : parameters) {
      id.append('_').append(parameter.name.name().replace('.', '_'));
      for (var inner : parameter.name.parameters()) {
        id.append('_').append(inner.name());
      }
    }
    return id.toString();
  }

  private static List<CelType> names(Operand... parameters) {
    return List.of(parameters).stream().map(Operand::name).toList();
  }

  private void declare(String name, CelOverloadDecl overload) {
    declared.computeIfAbsent(name, _ -> new ArrayList<>()).add(overload);
  }

  @SuppressWarnings("Immutable") // bodies keep nothing that changes
  private void bind(String name, String id, Body body, Operand... parameters) {
    var overload =
        switch (parameters.length) {
          case 1 ->
              CelFunctionBinding.from(id, parameters[0].values, a -> body.apply(new Object[] {a}));
          case 2 ->
              CelFunctionBinding.from(
                  id,
                  parameters[0].values,
                  parameters[1].values,
                  (a, b) -> body.apply(new Object[] {a, b}));
          default ->
              CelFunctionBinding.from(
                  id,
                  List.of(parameters).stream().<Class<?>>map(p -> p.values).toList(),
                  body::apply);
        };
    bound.computeIfAbsent(name, _ -> new ArrayList<>()).add(overload);
  }

  /** Makes them known. */
  void install(CelBuilder builder) {
    declared.forEach((name, overloads) ->
        builder.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(name, overloads)));
    bound.forEach((name, bindings) ->
        builder.addFunctionBindings(CelFunctionBinding.fromOverloads(name, bindings)));
  }
}
