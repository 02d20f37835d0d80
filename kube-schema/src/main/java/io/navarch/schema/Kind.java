package io.navarch.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind as one version serves it: identity, names, verbs and shape. Built-in kinds come from the
 * generated catalogue, custom ones from their definitions; nothing else distinguishes them.
 *
 * @param typeName the {@link ObjectType} of its body
 * @param storageVersion the version in which its objects are stored
 * @param verbs in the spelling of discovery
 * @param selectableFields besides {@code metadata.name} and {@code metadata.namespace}
 * @param subresources by name
 */
public record Kind(
    GroupVersionKind gvk,
    String plural,
    String singular,
    boolean namespaced,
    String typeName,
    GroupVersion storageVersion,
    List<String> verbs,
    List<String> shortNames,
    List<String> categories,
    List<Column> columns,
    Set<String> selectableFields,
    Map<String, Subresource> subresources) {

  public Kind {
    verbs = List.copyOf(verbs);
    shortNames = List.copyOf(shortNames);
    categories = List.copyOf(categories);
    columns = List.copyOf(columns);
    selectableFields = Set.copyOf(selectableFields);
    subresources =
        java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(subresources));
  }

  /** The resource as URLs name it. */
  public GroupVersionResource resource() {
    return new GroupVersionResource(gvk.group(), gvk.version(), plural);
  }

  /** The resource without its version: the name under which objects are stored. */
  public GroupResource groupResource() {
    return new GroupResource(gvk.group(), plural);
  }

  /** The sub-resource of this name. */
  public Optional<Subresource> findSubresource(String name) {
    @Nullable Subresource subresource = subresources.get(name);
    return Optional.ofNullable(subresource);
  }
}
