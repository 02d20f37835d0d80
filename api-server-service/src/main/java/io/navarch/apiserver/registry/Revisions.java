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

  /** Whether it names a revision: neither 0 nor something that is none. */
  static boolean isSet(String resourceVersion) {
    try {
      return Long.parseUnsignedLong(resourceVersion) != 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The words of Go's parser. */
  public static String parseError(String text) {
    return "strconv.ParseUint: parsing \"%s\": invalid syntax".formatted(text);
  }
}
