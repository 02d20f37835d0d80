package io.navarch.nodeagent.image;

import io.navarch.nodeagent.runtime.Image;

/** What came of the wish for an image. */
public sealed interface ImageResult {

  /** It is on the node. */
  record Present(Image image) implements ImageResult {}

  /** It is not; reason and message are for the container's status. */
  record Unavailable(String reason, String message) implements ImageResult {}
}
