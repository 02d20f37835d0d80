package io.navarch.apiserver.customresource;

import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.registry.SchemaRules;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of all custom kinds that are served, and the rules in them. */
@Component
@RequiredArgsConstructor
final class CustomSchemas implements SchemaRules {

  private final Expressions expressions;
  private final Patterns patterns = new Patterns();
  private volatile Map<GroupVersionKind, Entry> schemas = Map.of();

  /** A schema, and its rules once they have been asked for. */
  private static final class Entry {
    private final JsonNode schema;
    private @Nullable RuleTree rules;

    Entry(JsonNode schema) {
      this.schema = schema;
    }

    synchronized RuleTree rules(Expressions expressions) {
      var known = rules;
      if (known == null) {
        known = RuleTree.of(schema, expressions);
        rules = known;
      }
      return known;
    }
  }

  /** From now on these; what stays the same keeps its compiled rules. */
  void replace(Map<GroupVersionKind, JsonNode> next) {
    var before = schemas;
    var all = new HashMap<GroupVersionKind, Entry>();
    next.forEach((gvk, schema) -> {
      @Nullable Entry known = before.get(gvk);
      all.put(gvk, known != null && known.schema.equals(schema) ? known : new Entry(schema));
    });
    schemas = Map.copyOf(all);
  }

  @Override
  public void validate(Kind kind, ObjectNode object, FieldErrors errors) {
    check(kind, object, Optional.empty(), errors);
  }

  @Override
  public void validateChange(Kind kind, ObjectNode object, ObjectNode old, FieldErrors errors) {
    check(kind, object, Optional.of(old), errors);
  }

  private void check(Kind kind, ObjectNode object, Optional<ObjectNode> old, FieldErrors errors) {
    @Nullable Entry entry = schemas.get(kind.gvk());
    if (entry != null) {
      var found = new FieldErrors();
      new SchemaValidator(found, patterns).validateObject(object, entry.schema);
      found.causes().forEach(c -> errors.add(c.reason(), c.field(), c.message()));
      RuleCheck.check(entry.rules(expressions), object, old, found, errors);
    }
  }
}
