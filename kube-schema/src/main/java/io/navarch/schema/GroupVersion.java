package io.navarch.schema;

/**
 * An API group and version, spelled {@code apps/v1}, or {@code v1} for the core group whose name is
 * empty.
 */
public record GroupVersion(String group, String version) {

  /** Reads the spelling of {@code apiVersion}. */
  public static GroupVersion parse(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0
        ? new GroupVersion("", apiVersion)
        : new GroupVersion(apiVersion.substring(0, slash), apiVersion.substring(slash + 1));
  }

  @Override
  public String toString() {
    return group.isEmpty() ? version : group + "/" + version;
  }
}
