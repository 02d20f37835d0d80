package io.navarch.schema;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named object type, for example {@code io.k8s.api.core.v1.PodSpec}.
 *
 * @param fields in the order of the schema
 * @param preservesUnknown whether fields the type does not name are kept (custom resources that say
 *     so)
 */
public record ObjectType(
    String name, String description, Map<String, Field> fields, boolean preservesUnknown) {

  public ObjectType {
    fields = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(fields));
  }

  /** The field of this name. */
  public Optional<Field> findField(String fieldName) {
    @Nullable Field field = fields.get(fieldName);
    return Optional.ofNullable(field);
  }
}
