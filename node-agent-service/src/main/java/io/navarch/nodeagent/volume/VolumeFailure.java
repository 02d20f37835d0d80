package io.navarch.nodeagent.volume;

/** A volume could not be made; the message is for users. */
public final class VolumeFailure extends RuntimeException {

  /** A failure with its reason. */
  public VolumeFailure(String message) {
    super(message);
  }

  /** A failure of the file system. */
  public VolumeFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
