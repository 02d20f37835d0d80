package io.navarch.schema;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One field of an object type.
 *
 * @param name as in JSON
 * @param semantics how lists, maps and structs merge
 * @param patchStrategies none, or some of {@code merge}, {@code replace}, {@code retainKeys}
 * @param patchMergeKey the key of a strategic merge list, or null
 * @param enumValues the allowed values, empty where any is
 * @param defaultValue the default of OpenAPI, or null
 * @param protoNumber the number on the protobuf wire, 0 where the field has none
 */
public record Field(
    String name,
    FieldType type,
    String description,
    boolean required,
    ListSemantics semantics,
    List<String> patchStrategies,
    @Nullable String patchMergeKey,
    List<String> enumValues,
    @Nullable JsonNode defaultValue,
    int protoNumber) {

  public Field {
    patchStrategies = List.copyOf(patchStrategies);
    enumValues = List.copyOf(enumValues);
  }

  /** The key by which strategic merge finds the elements of this list. */
  public Optional<String> mergeKey() {
    return Optional.ofNullable(patchMergeKey);
  }
}
