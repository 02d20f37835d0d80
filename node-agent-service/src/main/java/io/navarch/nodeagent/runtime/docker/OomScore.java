package io.navarch.nodeagent.runtime.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How likely the kernel ends a process when memory runs out.
 *
 * @param lowest what may be asked for
 */
record OomScore(int lowest) {

  private static final int LOWEST_OF_ALL = -1000;
  private static final Path OWN = Path.of("/proc/self/oom_score_adj");

  static OomScore of(DockerProperties properties) {
    if (!properties.restrictOomScore()) {
      return new OomScore(LOWEST_OF_ALL);
    }
    try {
      return new OomScore(Integer.parseInt(Files.readString(OWN).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int allowed(int wanted) {
    return Math.max(wanted, lowest);
  }
}
