package io.navarch.nodeagent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading and following logs, over rotations too. */
class LogReaderTest {

  private static final String TIME = "2030-01-01T00:00:0%d.000000000Z";

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Path log;

  @BeforeEach
  void begin() {
    log = folder.resolve("0.log");
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void write(Path file, String... lines) throws IOException {
    for (var line : lines) {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private static String line(int second, String text) {
    return TIME.formatted(second) + " stdout F " + text;
  }

  private static LogRequest following() {
    return new LogRequest(
        true,
        false,
        OptionalLong.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty());
  }

  private static LogRequest last(int lines) {
    return new LogRequest(
        false,
        false,
        OptionalLong.of(lines),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty());
  }

  private String read(LogRequest request) throws IOException {
    new LogReader(request, out).copy(log, () -> false);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatIsWrittenMeanwhileIsNotAmongTheLastLines() throws IOException {
    write(log, line(1, "one"), line(2, "two"));
    BooleanSupplier writing =
        () -> {
          try {
            write(log, line(3, "three"));
            return true;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };

    new LogReader(last(1), out).copy(log, writing);

    assertThat(out).hasToString("two\n");
  }

  /** Follows; each step happens between two looks at the file, after the last the writer ends. */
  private String follow(Step... steps) throws IOException {
    Deque<Step> left = new ArrayDeque<>(List.of(steps));
    new LogReader(following(), out)
        .copy(
            log,
            () -> {
              try {
                if (!left.isEmpty()) {
                  left.pop().run();
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return !left.isEmpty();
            });
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void showsTheTextOfLines() throws IOException {
    write(log, line(1, "one"), TIME.formatted(2) + " stderr P two", line(3, "three"));

    assertThat(read(last(10))).isEqualTo("one\ntwothree\n");
  }

  @Test
  void showsTheLastLines() throws IOException {
    write(log, line(1, "one"), line(2, "two"), line(3, "three"));

    assertThat(read(last(2))).isEqualTo("two\nthree\n");
  }

  @Test
  void showsWhatIsNotOlder() throws IOException {
    write(log, line(1, "one"), line(2, "two"));
    var since = Optional.of(Instant.parse("2030-01-01T00:00:02Z"));

    var request =
        new LogRequest(
            false, true, OptionalLong.empty(), since, OptionalLong.empty(), Optional.empty());

    assertThat(read(request)).isEqualTo(TIME.formatted(2) + " two\n");
  }

  @Test
  void followsUntilTheWriterEnds() throws IOException {
    write(log, line(1, "one"));

    assertThat(follow(() -> {}, () -> write(log, line(2, "two")))).isEqualTo("one\ntwo\n");
  }

  @Test
  void losesNothingWhenTheLogIsRotated() throws IOException {
    write(log, line(1, "one"));
    var aside = folder.resolve("0.log.20300101-000000");

    var seen =
        follow(
            () -> write(log, line(2, "two")),
            () -> Files.move(log, aside),
            () -> write(log, line(4, "new")),
            () -> write(aside, line(3, "late")),
            () -> {},
            () -> {},
            () -> {});

    assertThat(seen).isEqualTo("one\ntwo\nlate\nnew\n");
  }
}
