package io.navarch.apiserver.registry;

import lombok.Builder;

/**
 * What a write is about.
 *
 * @param namespace empty for cluster-scoped kinds
 * @param name empty if the object brings it
 * @param dryRun whether everything happens but the commit
 * @param repeatable whether the change is made from the present state, whatever that is
 * @param gates what the write must pass before it is committed
 */
@Builder(toBuilder = true)
public record Write(
    ServedResource resource,
    String namespace,
    String name,
    boolean dryRun,
    boolean repeatable,
    WriteGates gates) {

  String key() {
    return resource.key(namespace, name);
  }
}
