package io.navarch.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.Builder;
import lombok.With;
import org.jspecify.annotations.Nullable;

/**
 * A kind as one version serves it: identity, names, verbs and shape. Built-in kinds come from the
 * generated catalogue, custom ones from their definitions; nothing else distinguishes them.
 *
 * @param listKind the kind of its lists, in the same group and version
 * @param typeName the {@link ObjectType} of its body
 * @param storageVersion the group and version in which its objects are stored. Usually one of its
 *     own group; {@code events.k8s.io} keeps its events among those of the core group
 * @param storageVersionHash what discovery shows; empty for kinds that are not stored
 * @param verbs in the spelling and order of discovery; empty for a kind that has sub-resources only
 * @param columns of {@code kubectl get}; empty for kinds that can't be listed
 * @param selectableFields the field labels that selectors may name, in the order of upstream
 * @param fieldRefusal what is answered to any other field label, {@code %s} in its place; empty for
 *     the general words
 * @param subresources by name
 */
@Builder(toBuilder = true)
@With
public record Kind(
    GroupVersionKind gvk,
    String listKind,
    String plural,
    String singular,
    boolean namespaced,
    String typeName,
    GroupVersion storageVersion,
    String storageVersionHash,
    List<String> verbs,
    List<String> shortNames,
    List<String> categories,
    List<Column> columns,
    List<String> selectableFields,
    String fieldRefusal,
    WriteStrategy strategy,
    Map<String, Subresource> subresources) {

  public Kind {
    verbs = List.copyOf(verbs);
    shortNames = List.copyOf(shortNames);
    categories = List.copyOf(categories);
    columns = List.copyOf(columns);
    selectableFields = List.copyOf(selectableFields);
    subresources = Collections.unmodifiableMap(new LinkedHashMap<>(subresources));
  }

  /** The resource as URLs name it. */
  public GroupVersionResource resource() {
    return new GroupVersionResource(gvk.group(), gvk.version(), plural);
  }

  /** The resource without its version, as messages and roles name it. */
  public GroupResource groupResource() {
    return new GroupResource(gvk.group(), plural);
  }

  /** The collection in which the objects are kept. */
  public GroupResource collection() {
    return new GroupResource(storageVersion.group(), plural);
  }

  /** The kind as which the objects are kept. */
  public GroupVersionKind storageKind() {
    return new GroupVersionKind(storageVersion.group(), storageVersion.version(), gvk.kind());
  }

  /** The kind of a list of its objects. */
  public GroupVersionKind listGvk() {
    return new GroupVersionKind(gvk.group(), gvk.version(), listKind);
  }

  /** Whether discovery names this verb. */
  public boolean serves(String verb) {
    return verbs.contains(verb);
  }

  /** The sub-resource of this name. */
  public Optional<Subresource> findSubresource(String name) {
    @Nullable Subresource subresource = subresources.get(name);
    return Optional.ofNullable(subresource);
  }
}
