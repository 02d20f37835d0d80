package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Container;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A short word for what of a running container's spec may change: its image. */
final class ContainerHash {

  private static final int OFFSET = 0x811c9dc5;
  private static final int PRIME = 0x01000193;

  private ContainerHash() {}

  static String of(Container container) {
    var text = "%s\n%s".formatted(container.getName(), container.getImage());
    int hash = OFFSET;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * PRIME;
    }
    return HexFormat.of().toHexDigits(hash);
  }
}
