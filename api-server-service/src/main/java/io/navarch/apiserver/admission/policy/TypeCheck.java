package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.cel.Environment;
import io.navarch.apiserver.cel.ExpressionException;
import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.cel.Result;
import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.GroupVersionResource;
import io.navarch.schema.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import tools.jackson.databind.JsonNode;

/**
 * Whether the expressions of a validating policy fit the kinds that it names: mistakes that
 * compiling can't see, because objects may be of any kind there. It only warns.
 */
@RequiredArgsConstructor
final class TypeCheck {

  private static final int MOST_KINDS = 10;
  private static final String COMPILING = "compilation failed: ";

  private final Expressions expressions;
  private final Catalogue catalogue;

  /** What it has to say, by the place of the expression. */
  Map<String, String> warnings(JsonNode spec) {
    var warnings = new LinkedHashMap<String, List<String>>();
    for (var kind : kinds(spec)) {
      var environment = expressions.typed(catalogue, kind, params(spec));
      for (var variable : spec.path("variables")) {
        compose(environment, variable);
      }
      int i = 0;
      for (var validation : spec.path("validations")) {
        var place = "spec.validations[%d].".formatted(i++);
        check(environment, kind, validation, place, "expression", warnings);
        check(environment, kind, validation, place, "messageExpression", warnings);
      }
    }
    var joined = new LinkedHashMap<String, String>();
    warnings.forEach((place, words) -> joined.put(place, String.join("\n", words)));
    return joined;
  }

  private static void compose(Environment environment, JsonNode variable) {
    var name = variable.path("name").asString("");
    try {
      environment.compose(
          name, environment.compile(variable.path("expression").asString(""), Result.ANY));
    } catch (ExpressionException e) {
      environment.composeUnknown(name);
    }
  }

  private static void check(
      Environment environment,
      Kind kind,
      JsonNode validation,
      String place,
      String field,
      Map<String, List<String>> warnings) {
    var source = validation.path(field).asString("");
    if (source.isEmpty()) {
      return;
    }
    try {
      environment.compile(source, Result.ANY);
    } catch (ExpressionException e) {
      var gvk = kind.gvk();
      var words = e.getMessage();
      warnings
          .computeIfAbsent(place + field, _ -> new ArrayList<>())
          .add(
              "%s, Kind=%s: %s\n"
                  .formatted(
                      gvk.groupVersion(),
                      gvk.kind(),
                      words.startsWith(COMPILING) ? words.substring(COMPILING.length()) : words));
    }
  }

  private Optional<Kind> params(JsonNode spec) {
    var kind = spec.path("paramKind");
    if (!kind.isObject()) {
      return Optional.empty();
    }
    var version = GroupVersion.parse(kind.path("apiVersion").asString(""));
    return catalogue.findKind(
        new GroupVersionKind(version.group(), version.version(), kind.path("kind").asString("")));
  }

  /** The kinds that the policy names in full. */
  private Set<Kind> kinds(JsonNode spec) {
    var kinds = new LinkedHashSet<Kind>();
    for (var rule : spec.path("matchConstraints").path("resourceRules")) {
      for (var group : rule.path("apiGroups")) {
        for (var version : rule.path("apiVersions")) {
          for (var resource : rule.path("resources")) {
            var named =
                new GroupVersionResource(
                    group.asString(""), version.asString(""), resource.asString(""));
            catalogue.findKind(named).filter(_ -> kinds.size() < MOST_KINDS).ifPresent(kinds::add);
          }
        }
      }
    }
    return kinds;
  }
}
