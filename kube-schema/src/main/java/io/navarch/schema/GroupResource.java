package io.navarch.schema;

/**
 * A resource without its version, spelled {@code deployments.apps}, or {@code pods} in the core
 * group.
 */
public record GroupResource(String group, String resource) {

  @Override
  public String toString() {
    return group.isEmpty() ? resource : resource + "." + group;
  }
}
