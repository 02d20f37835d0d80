package io.navarch.nodeagent.runtime.simulated;

import io.navarch.nodeagent.runtime.ContainerConfig;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** Writes what there is to say of a simulated container, in the format of runtimes. */
final class SimulatedLog {

  private SimulatedLog() {}

  static void begin(Path file, ContainerConfig container, Instant now) {
    write(
        file,
        "%s stdout F This container is simulated: the image %s does not run here and writes nothing.%n"
            .formatted(now, container.userImage()));
  }

  /** Makes the file anew after it was renamed. */
  static void reopen(Path file) {
    write(file, "");
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new RuntimeFailure(
          RuntimeFailure.Code.OTHER, "failed to write log %s: %s".formatted(file, e.getMessage()));
    }
  }
}
