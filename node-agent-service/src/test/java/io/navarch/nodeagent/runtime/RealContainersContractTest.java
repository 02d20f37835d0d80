package io.navarch.nodeagent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import io.navarch.nodeagent.log.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The law of runtimes whose containers have processes. */
public abstract class RealContainersContractTest extends ContainerRuntimeContractTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String NO_IMAGE = "127.0.0.1:1/navarch/absent:1";

  private List<String> texts(Path log, LogLine.Stream stream) throws IOException {
    return Files.readAllLines(log).stream()
        .map(line -> LogLine.parse(line).orElseThrow())
        .filter(line -> line.stream() == stream)
        .map(LogLine::text)
        .toList();
  }

  @Test
  void bothOutputsAreInTheLog() throws IOException {
    var container = aRunningContainer(aSandbox(), "sh", "-c", "echo out; echo bad >&2");
    awaitEnd(container);
    var log = log(container);

    await().atMost(LIMIT).until(() -> Files.readAllLines(log).size() == 2);

    assertThat(texts(log, LogLine.Stream.STDOUT)).containsExactly("out");
    assertThat(texts(log, LogLine.Stream.STDERR)).containsExactly("bad");
  }

  @Test
  void aRenamedLogIsContinuedInANewFile() throws IOException {
    var container =
        aRunningContainer(aSandbox(), "sh", "-c", "while :; do echo line; sleep 0.05; done");
    var log = log(container);
    await().atMost(LIMIT).until(() -> Files.exists(log) && Files.size(log) > 0);

    Files.move(log, log.resolveSibling("main.log.old"));
    runtime().reopenLog(container);

    await().atMost(LIMIT).until(() -> Files.exists(log) && Files.size(log) > 0);
    assertThat(texts(log, LogLine.Stream.STDOUT)).contains("line");
  }

  @Test
  void theEnvironmentAndFolderAreAsConfigured() throws IOException {
    var config =
        configs().container("sh", "-c", "echo $GREETING $(pwd)").toBuilder()
            .workingDirectory("/usr")
            .environment(
                List.of(
                    new EnvironmentVariable("PATH", "/bin:/usr/bin"),
                    new EnvironmentVariable("GREETING", "hello")))
            .build();
    var container = create(aSandbox(), config);

    runtime().startContainer(container);
    awaitEnd(container);

    var log = log(container);
    await().atMost(LIMIT).until(() -> Files.size(log) > 0);
    assertThat(texts(log, LogLine.Stream.STDOUT)).containsExactly("hello /usr");
  }

  @Test
  void containersShareTheirSandboxsNetworkAndName() {
    var sandbox = aSandbox();
    var one = aRunningContainer(sandbox, "sleep", "1000");
    var other =
        create(sandbox, configs().container("sleep", "1000").toBuilder().name("other").build());
    runtime().startContainer(other);

    assertThat(output(one, "readlink", "/proc/self/ns/net"))
        .isEqualTo(output(other, "readlink", "/proc/self/ns/net"));
    assertThat(output(one, "hostname")).isEqualTo("pod\n");
  }

  private String output(ContainerId container, String... command) {
    return runtime().execute(container, List.of(command), LIMIT).stdout();
  }

  @Test
  void aCommandAnswersWithOutputAndExitCode() {
    var container = aRunningContainer(aSandbox(), "sleep", "1000");

    var result =
        runtime().execute(container, List.of("sh", "-c", "echo out; echo bad >&2; exit 3"), LIMIT);

    assertThat(result).isEqualTo(new ExecResult("out\n", "bad\n", 3));
  }

  @Test
  void aCommandThatTakesTooLongIsGivenUp() {
    var container = aRunningContainer(aSandbox(), "sleep", "1000");

    assertThatExceptionOfType(RuntimeFailure.class)
        .isThrownBy(
            () -> runtime().execute(container, List.of("sleep", "100"), Duration.ofSeconds(1)))
        .matches(e -> e.code() == RuntimeFailure.Code.DEADLINE_EXCEEDED);
  }

  @Test
  void aProgramThatIsNotThereDoesNotStart() {
    var container = aContainer(aSandbox(), "/no/such/program");

    assertThatExceptionOfType(RuntimeFailure.class)
        .isThrownBy(() -> runtime().startContainer(container))
        .withMessageContaining("/no/such/program");
    assertThat(awaitEnd(container).exitCode()).isNotZero();
  }

  @Test
  void limitsCanBeChangedWhileAContainerRuns() {
    var container = aRunningContainer(aSandbox(), "sleep", "1000");
    var limits = LinuxResources.NONE.toBuilder().cpuShares(512).build();

    assertThatNoException().isThrownBy(() -> runtime().updateResources(container, limits));
  }

  @Test
  void anImageThatIsNowhereIsNeitherFoundNorPulled() {
    assertThat(runtime().findImage(NO_IMAGE)).isEmpty();
    assertThatExceptionOfType(RuntimeFailure.class)
        .isThrownBy(() -> runtime().pullImage(NO_IMAGE, Optional.empty(), configs().sandbox()))
        .withMessageContaining("127.0.0.1:1");
  }

  @Test
  void streamsHaveAddresses() {
    var sandbox = aSandbox();
    var container = aRunningContainer(sandbox, "sleep", "1000");
    var wanted = new StreamRequest(List.of("true"), false, false, true, true);

    assertThat(runtime().execStream(container, wanted).getHost()).isNotEmpty();
    assertThat(runtime().portForwardStream(sandbox, List.of(80)).getHost()).isNotEmpty();
  }
}
