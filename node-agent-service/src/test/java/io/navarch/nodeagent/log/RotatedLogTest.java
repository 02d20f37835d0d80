package io.navarch.nodeagent.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Putting logs aside, compressing and forgetting them. */
class RotatedLogTest {

  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void begin() throws IOException {
    log = Files.writeString(folder.resolve("0.log"), "0");
    Files.writeString(folder.resolve("1.log"), "another container's");
  }

  private void rotate(int time) throws IOException {
    new RotatedLog(log).rotate(4, NOW.plusSeconds(time), () -> reopen("" + time));
  }

  private void reopen(String text) {
    try {
      Files.writeString(log, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void putsTheLogAsideUnderTheTime() throws IOException {
    rotate(1);

    assertThat(names()).containsExactly("0.log", "0.log.20300101-000001", "1.log");
    assertThat(folder.resolve("0.log.20300101-000001")).hasContent("0");
    assertThat(log).hasContent("1");
  }

  @Test
  void compressesAllButTheLastAndKeepsSoManyFiles() throws IOException {
    for (int time = 1; time <= 5; time++) {
      rotate(time);
    }

    assertThat(names())
        .containsExactly(
            "0.log",
            "0.log.20300101-000003.gz",
            "0.log.20300101-000004.gz",
            "0.log.20300101-000005",
            "1.log");
    try (var in =
        new GZIPInputStream(Files.newInputStream(folder.resolve("0.log.20300101-000003.gz")))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("2");
    }
  }

  @Test
  void changesNothingWhenTheWriterDoesNotFollow() {
    var rotated = new RotatedLog(log);

    assertThatIllegalStateException()
        .isThrownBy(() ->
            rotated.rotate(
                4,
                NOW,
                () -> {
                  throw new IllegalStateException("no");
                }));

    assertThat(log).hasContent("0");
  }

  @Test
  void forgetsWhatAnInterruptedCompressionLeft() throws IOException {
    Files.writeString(folder.resolve("0.log.20291231-000000.tmp"), "half");
    Files.writeString(folder.resolve("0.log.20291230-000000"), "done");
    Files.writeString(folder.resolve("0.log.20291230-000000.gz"), "compressed");

    rotate(1);

    assertThat(names())
        .containsExactly("0.log", "0.log.20291230-000000.gz", "0.log.20300101-000001", "1.log");
  }

  @Test
  void takesAllPartsAway() throws IOException {
    rotate(1);
    rotate(2);

    new RotatedLog(log).delete();

    assertThat(names()).containsExactly("1.log");
  }
}
