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
 * A named object type, for example {@code io.k8s.api.core.v1.PodSpec}.
 *
 * @param fields in the order in which upstream declares and prints them
 * @param preservesUnknown whether fields the type does not name are kept (custom resources that say
 *     so)
 * @param semantics how server-side apply treats values of the type, unless a field says otherwise
 * @param kinds the kinds whose bodies have this type; empty for parts of bodies
 * @param published whether OpenAPI shows the type
 * @param extensions the {@code x-kubernetes-…} keys that OpenAPI states for the type
 * @param authored the schema as OpenAPI 3 shows it, where its author wrote it (custom resources);
 *     null where the fields say it all
 */
@Builder(toBuilder = true)
@With
public record ObjectType(
    String name,
    String description,
    Map<String, Field> fields,
    boolean preservesUnknown,
    ListSemantics semantics,
    List<GroupVersionKind> kinds,
    boolean published,
    Map<String, JsonNode> extensions,
    @Nullable JsonNode authored) {

  public ObjectType {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    kinds = List.copyOf(kinds);
    extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
  }

  /** A type of these fields that merges member by member; for builders and tests. */
  public static ObjectType of(String name, List<Field> fields) {
    var byName = new LinkedHashMap<String, Field>();
    fields.forEach(field -> byName.put(field.name(), field));
    return new ObjectType(
        name, "", byName, false, new ListSemantics.Granular(), List.of(), true, Map.of(), null);
  }

  /** What {@code authored} says, if anything. */
  public Optional<JsonNode> findAuthored() {
    return Optional.ofNullable(authored);
  }

  /** The field of this name. */
  public Optional<Field> findField(String fieldName) {
    @Nullable Field field = fields.get(fieldName);
    return Optional.ofNullable(field);
  }
}
