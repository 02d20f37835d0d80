package io.navarch.nodeagent.runtime.simulated;

import io.navarch.nodeagent.runtime.Image;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every image that anybody asks for is there, and has no content. */
final class SimulatedImages {

  /** Images that nobody made run as nobody, so that Pods which forbid root can use them. */
  private static final long NOBODY = 65_534;

  private final Map<String, Image> byId = new ConcurrentHashMap<>();

  List<Image> list() {
    return List.copyOf(byId.values());
  }

  Image find(String reference) {
    var known = byId.get(reference);
    if (known != null) {
      return known;
    }
    int at = reference.indexOf('@');
    var name = at < 0 ? reference : reference.substring(0, at);
    var digest = at < 0 ? "sha256:" + sha256(reference) : reference.substring(at + 1);
    return byId.computeIfAbsent(
        digest,
        id ->
            new Image(
                id,
                at < 0 ? List.of(reference) : List.of(),
                List.of(repository(name) + "@" + digest),
                0,
                Optional.of(NOBODY),
                "",
                false));
  }

  private static String repository(String name) {
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
  }

  void remove(String id) {
    byId.remove(id);
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
