package io.navarch.apiserver.customresource;

import io.navarch.apiserver.registry.SchemaRules;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of all custom kinds that are served. */
@Component
final class CustomSchemas implements SchemaRules {

  private final Patterns patterns = new Patterns();
  private volatile Map<GroupVersionKind, JsonNode> schemas = Map.of();

  /** From now on these. */
  void replace(Map<GroupVersionKind, JsonNode> next) {
    schemas = Map.copyOf(next);
  }

  @Override
  public void validate(Kind kind, ObjectNode object, FieldErrors errors) {
    @Nullable JsonNode schema = schemas.get(kind.gvk());
    if (schema != null) {
      new SchemaValidator(errors, patterns).validateObject(object, schema);
    }
  }
}
