package io.navarch.nodeagent.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders are counted with all that is in them. */
class DiskUseTest {

  @TempDir private Path folder;

  @Test
  void countsFilesInAllFolders() throws IOException {
    var empty = DiskUse.of(folder);
    var inner = Files.createDirectories(folder.resolve("a/b"));
    Files.write(inner.resolve("file"), new byte[5000]);

    var use = DiskUse.of(folder);

    assertThat(use.files() - empty.files()).isEqualTo(3);
    assertThat(use.bytes() - empty.bytes()).isGreaterThanOrEqualTo(5000);
    assertThat(use.filesystem().capacity()).isPositive();
  }

  @Test
  void doesNotFollowLinks() throws IOException {
    var inside = Files.createDirectory(folder.resolve("inside"));
    Files.write(folder.resolve("outside"), new byte[100_000]);
    Files.createSymbolicLink(inside.resolve("link"), folder.resolve("outside"));

    assertThat(DiskUse.of(inside).bytes()).isLessThan(100_000);
  }

  @Test
  void nothingIsNothing() {
    assertThat(DiskUse.of(folder.resolve("absent")).files()).isZero();
  }
}
