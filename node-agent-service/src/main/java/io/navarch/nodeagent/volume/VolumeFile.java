package io.navarch.nodeagent.volume;

import java.util.Arrays;
import java.util.Optional;

/** A file that a volume shows: its content, permissions and owner. */
public final class VolumeFile {

  private final byte[] content;
  private final int mode;
  private final Optional<Long> owner;

  /** A file with that content and permission bits. */
  public VolumeFile(byte[] content, int mode) {
    this(content, mode, Optional.empty());
  }

  /** A file that belongs to a user. */
  public VolumeFile(byte[] content, int mode, Optional<Long> owner) {
    this.content = content.clone();
    this.mode = mode;
    this.owner = owner;
  }

  byte[] content() {
    return content.clone();
  }

  int mode() {
    return mode;
  }

  Optional<Long> owner() {
    return owner;
  }

  boolean hasContent(byte[] other) {
    return Arrays.equals(content, other);
  }
}
