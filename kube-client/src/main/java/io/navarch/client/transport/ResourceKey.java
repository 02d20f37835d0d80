package io.navarch.client.transport;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Names one object of a resource.
 *
 * @param namespace empty for cluster-scoped objects
 */
public record ResourceKey(String namespace, String name) {

  /** The key of an object. */
  public static ResourceKey of(HasMetadata object) {
    return of(object.getMetadata().getNamespace(), object.getMetadata().getName());
  }

  /** A key; no namespace means cluster-scoped. */
  public static ResourceKey of(@Nullable String namespace, String name) {
    return new ResourceKey(namespace == null ? "" : namespace, name);
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
