package io.navarch.nodeagent.runtime;

import java.util.List;
import java.util.Optional;

/**
 * An image on the node.
 *
 * @param uid the user it runs as, if that is a number
 * @param username the user it runs as, if that is a name; empty if not
 * @param pinned not to be removed by the agent
 */
public record Image(
    String id,
    List<String> tags,
    List<String> digests,
    long size,
    Optional<Long> uid,
    String username,
    boolean pinned) {

  public Image {
    tags = List.copyOf(tags);
    digests = List.copyOf(digests);
  }
}
