package io.navarch.schema;

/** The full name of a kind, for example {@code apps/v1, Kind=Deployment}. */
public record GroupVersionKind(String group, String version, String kind) {

  /** The group and version alone. */
  public GroupVersion groupVersion() {
    return new GroupVersion(group, version);
  }

  @Override
  public String toString() {
    return groupVersion() + ", Kind=" + kind;
  }
}
