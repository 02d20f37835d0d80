package io.navarch.nodeagent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The image that the launcher makes for sandboxes, as an archive. */
public final class PauseImageArchive {

  /** The name under which it is imported. */
  public static final String NAME = "navarch.io/pause:test";

  private static final Path PROGRAM = Path.of("..", "deploy", "launcher", "PauseImage.java");

  private PauseImageArchive() {}

  /** Writes the archive into a folder. */
  public static Path in(Path folder) throws IOException, InterruptedException {
    var file = folder.resolve("pause.tar");
    var java = Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
    var process =
        new ProcessBuilder(java, PROGRAM.toString(), file.toString(), NAME).inheritIO().start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return file;
  }
}
