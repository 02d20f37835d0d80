package io.navarch.apiserver.registry;

import io.navarch.apiserver.request.ApiStatusException;

/** How resourceVersions are read. */
public final class Revisions {

  private Revisions() {}

  /** The revision an update names; 0 if it names none. */
  static long parseUpdate(String resourceVersion) {
    if (resourceVersion.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseUnsignedLong(resourceVersion);
    } catch (NumberFormatException e) {
      throw ApiStatusException.unclassified(parseError(resourceVersion));
    }
  }

  /** The words of Go's parser. */
  public static String parseError(String text) {
    return "strconv.ParseUint: parsing \"%s\": invalid syntax".formatted(text);
  }
}
