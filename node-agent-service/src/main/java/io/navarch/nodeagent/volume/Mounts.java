package io.navarch.nodeagent.volume;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Mounts file systems that live in memory. */
@Component
public class Mounts {

  private static final Path TABLE = Path.of("/proc/self/mountinfo");
  private static final int MOUNT_POINT_FIELD = 4;
  private static final int LIMIT_SECONDS = 30;

  /** Whether a file system is mounted at a path. */
  public boolean isMounted(Path path) {
    if (!Files.exists(TABLE)) {
      return false;
    }
    var wanted = path.toString();
    try (var lines = Files.lines(TABLE)) {
      return lines.anyMatch(line -> line.split(" ", -1)[MOUNT_POINT_FIELD].equals(wanted));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Mounts memory at a path, at most so many bytes; 0 is the kernel's own limit. */
  public void mountMemory(Path path, long bytes) {
    var command =
        bytes > 0
            ? List.of("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", path.toString())
            : List.of("mount", "-t", "tmpfs", "tmpfs", path.toString());
    run(command);
  }

  /** Takes a mount away, even if it is in use. */
  public void unmount(Path path) {
    run(List.of("umount", "-l", path.toString()));
  }

  private static void run(List<String> command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new VolumeFailure("%s did not end".formatted(String.join(" ", command)));
      }
      if (process.exitValue() != 0) {
        throw new VolumeFailure(
            "mount failed: exit status %d, output: %s"
                .formatted(process.exitValue(), output.strip()));
      }
    } catch (IOException e) {
      throw new VolumeFailure("cannot run %s".formatted(command.getFirst()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VolumeFailure("interrupted", e);
    }
  }
}
