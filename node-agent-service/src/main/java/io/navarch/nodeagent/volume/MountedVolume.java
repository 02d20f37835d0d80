package io.navarch.nodeagent.volume;

import java.nio.file.Path;

/**
 * A volume that is ready to be mounted into containers.
 *
 * @param readOnly containers may not write, whatever their mounts say
 */
public record MountedVolume(Path path, boolean readOnly) {}
