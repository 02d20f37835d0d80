package io.navarch.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.Builder;
import lombok.With;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One field of an object type.
 *
 * @param name as in JSON
 * @param semantics how lists, maps and structs merge
 * @param patchStrategies none, or some of {@code merge}, {@code replace}, {@code retainKeys}
 * @param patchMergeKey the key of a strategic merge list, or null
 * @param enumValues the allowed values (of the elements, where the field is a list), empty where
 *     any is
 * @param defaultValue the default that OpenAPI states, or null. Mostly zero values: objects are
 *     defaulted by rules, not by this
 * @param elementDefault the default that OpenAPI states for the elements of a list or map, or null
 * @param protoPath the numbers on the protobuf wire: one, or several where the field lies in
 *     messages that JSON folds into its parent; empty where the field does not travel
 * @param presence when the field is written
 * @param nullable whether the empty value is {@code null}: pointers, lists, maps
 * @param goType the type that decode errors name, for example {@code types.UID}; empty for custom
 *     resources
 * @param extensions the {@code x-kubernetes-…} keys that OpenAPI states for the field
 */
@Builder(toBuilder = true)
@With
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
    @Nullable JsonNode elementDefault,
    List<Integer> protoPath,
    Presence presence,
    boolean nullable,
    String goType,
    Map<String, JsonNode> extensions) {

  public Field {
    patchStrategies = List.copyOf(patchStrategies);
    enumValues = List.copyOf(enumValues);
    protoPath = List.copyOf(protoPath);
    extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
  }

  /** An optional field of this type, atomic, and nothing more; for builders. */
  public static Field of(String name, FieldType type) {
    var semantics =
        type instanceof FieldType.ListOf || type instanceof FieldType.Scalar
            ? new ListSemantics.Atomic()
            : new ListSemantics.Granular();
    return new Field(
        name,
        type,
        "",
        false,
        semantics,
        List.of(),
        null,
        List.of(),
        null,
        null,
        List.of(),
        Presence.IF_SET,
        true,
        "",
        Map.of());
  }

  /** The key by which strategic merge finds the elements of this list. */
  public Optional<String> mergeKey() {
    return Optional.ofNullable(patchMergeKey);
  }

  /** The default that OpenAPI states. */
  public Optional<JsonNode> findDefault() {
    return Optional.ofNullable(defaultValue);
  }
}
