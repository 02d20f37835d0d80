package io.navarch.nodeagent.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Finds parts of volumes for containers without ever leaving the volume. */
@Component
public class SubPaths {

  /**
   * The real path of a part of a volume; a directory is made if it does not exist.
   *
   * @throws VolumeFailure when the part lies outside, by {@code ..} or by symbolic links
   */
  public Path resolve(MountedVolume volume, String subPath) {
    var relative = Path.of(subPath);
    if (relative.isAbsolute() || hasParentSteps(relative)) {
      throw new VolumeFailure("subPath \"%s\" must not leave the volume".formatted(subPath));
    }
    try {
      var root = volume.path().toRealPath();
      var current = root;
      for (var name : relative) {
        current = step(root, current, name, subPath);
      }
      return current;
    } catch (IOException e) {
      throw new VolumeFailure("failed to prepare subPath for volumeMount: " + e.getMessage(), e);
    }
  }

  private static Path step(Path root, Path current, Path name, String subPath) throws IOException {
    var next = current.resolve(name);
    if (!Files.exists(next)) {
      if (Files.isSymbolicLink(next)) {
        throw new VolumeFailure("subPath \"%s\" has a dangling link".formatted(subPath));
      }
      Files.createDirectory(next);
    }
    var real = next.toRealPath();
    if (!real.startsWith(root)) {
      throw new VolumeFailure("subpath \"%s\" not within volume path \"%s\"".formatted(real, root));
    }
    return real;
  }

  private static boolean hasParentSteps(Path path) {
    for (var name : path) {
      if (name.toString().equals("..")) {
        return true;
      }
    }
    return false;
  }
}
