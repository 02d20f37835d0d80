package io.navarch.apiserver.defaulting;

import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Images without a tag, or tagged {@code latest}, are always pulled; others if they are missing.
 */
final class ImagePullPolicy {

  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:[a-zA-Z0-9.-]+(?::[0-9]+)?/|\\[[0-9a-fA-F:]+](?::[0-9]+)?/)?%s(?:/%s)*(?::(?<tag>[\\w][\\w.-]{0,127}))?(?<digest>@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?"
              .formatted(PART, PART));

  private ImagePullPolicy() {}

  static void fill(ObjectNode object, String imageField, String policyField) {
    if (object.path(policyField).asString("").isEmpty()) {
      var image = object.path(imageField).asString("");
      object.put(policyField, isLatest(image) ? "Always" : "IfNotPresent");
    }
  }

  private static boolean isLatest(String image) {
    var reference = REFERENCE.matcher(image);
    if (!reference.matches()) {
      return false;
    }
    var tag = reference.group("tag");
    return tag == null ? reference.group("digest") == null : tag.equals("latest");
  }
}
