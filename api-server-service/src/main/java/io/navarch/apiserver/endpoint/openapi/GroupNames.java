package io.navarch.apiserver.endpoint.openapi;

import io.navarch.schema.GroupVersion;
import java.util.Locale;

/** How groups and versions are spelled in paths, tags and the names of operations. */
final class GroupNames {

  private static final String SUFFIX = ".k8s.io";

  private GroupNames() {}

  /** The path of a version without its leading slash: {@code api/v1}, {@code apis/apps/v1}. */
  static String path(GroupVersion version) {
    return version.group().isEmpty()
        ? "api/" + version.version()
        : "apis/%s/%s".formatted(version.group(), version.version());
  }

  /** For example {@code core_v1}. */
  static String tag(GroupVersion version) {
    var group = group(version.group());
    var tag = group.substring(0, 1).toLowerCase(Locale.ROOT) + group.substring(1);
    return version.version().isEmpty() ? tag : tag + "_" + version.version();
  }

  /** For example {@code CoreV1}. */
  static String camel(GroupVersion version) {
    return group(version.group()) + capital(version.version());
  }

  /** For example {@code RbacAuthorization}. */
  static String group(String group) {
    if (group.isEmpty()) {
      return "Core";
    }
    var name =
        group.endsWith(SUFFIX) ? group.substring(0, group.length() - SUFFIX.length()) : group;
    var camel = new StringBuilder();
    for (var word : name.split("[.-]", -1)) {
      camel.append(capital(word));
    }
    return camel.toString();
  }

  /** The word with a capital. */
  static String capital(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
