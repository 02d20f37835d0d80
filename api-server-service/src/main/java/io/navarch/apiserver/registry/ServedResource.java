package io.navarch.apiserver.registry;

import io.navarch.schema.GroupResource;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import lombok.Builder;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource in one served version, with everything a request needs to know of it: made once per
 * catalogue.
 *
 * @param kind as served
 * @param storageKind as stored
 * @param law what neither schema nor rows can say
 */
@Builder
public record ServedResource(
    Kind kind, Kind storageKind, Lifecycle lifecycle, ResourceLaw law, Conversion conversion) {

  /** Where the objects are kept. */
  public GroupResource collection() {
    return kind.collection();
  }

  /** The resource as messages name it. */
  public GroupResource resource() {
    return kind.groupResource();
  }

  /** Whether the served version is the stored one, so that stored bytes can be sent as they are. */
  public boolean isStorageVersion() {
    return kind.gvk().equals(storageKind.gvk());
  }

  /** The key of an object. */
  public String key(String namespace, String name) {
    return kind.namespaced() ? namespace + "/" + name : name;
  }

  /** What all keys of a namespace begin with; empty for all namespaces and cluster-scoped kinds. */
  public String keyPrefix(String namespace) {
    return kind.namespaced() && !namespace.isEmpty() ? namespace + "/" : "";
  }

  /** The object in the stored version; the tree handed in may be the one returned. */
  public ObjectNode toStorage(ObjectNode object) {
    return convert(object, kind.gvk(), storageKind.gvk());
  }

  /** The object in the served version; the tree handed in may be the one returned. */
  public ObjectNode toServed(ObjectNode object) {
    return convert(object, storageKind.gvk(), kind.gvk());
  }

  private ObjectNode convert(ObjectNode object, GroupVersionKind from, GroupVersionKind to) {
    return from.equals(to) ? object : conversion.convert(object, from, to);
  }
}
