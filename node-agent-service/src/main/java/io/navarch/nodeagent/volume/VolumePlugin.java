package io.navarch.nodeagent.volume;

/**
 * A kind of volume. Setting up may be repeated any number of times while the Pod lives and brings
 * the volume up to date; tearing down is given only the Pod's directory and name, because the Pod's
 * spec may be gone, and does nothing where there is nothing.
 */
public interface VolumePlugin {

  /** The plugin's qualified name, for example {@code kubernetes.io/empty-dir}. */
  String name();

  /** Whether a volume is of this kind. */
  boolean handles(io.fabric8.kubernetes.api.model.Volume volume);

  /**
   * Makes the volume or brings it up to date.
   *
   * @throws VolumeFailure when that is not possible now
   */
  MountedVolume setUp(VolumeContext context);

  /** Takes a volume's directory away. */
  void tearDown(java.nio.file.Path directory);
}
