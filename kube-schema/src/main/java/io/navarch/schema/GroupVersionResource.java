package io.navarch.schema;

/** A resource as a URL names it: group, version and plural. */
public record GroupVersionResource(String group, String version, String resource) {

  /** The resource without its version. */
  public GroupResource groupResource() {
    return new GroupResource(group, resource);
  }

  /** The group and version alone. */
  public GroupVersion groupVersion() {
    return new GroupVersion(group, version);
  }
}
