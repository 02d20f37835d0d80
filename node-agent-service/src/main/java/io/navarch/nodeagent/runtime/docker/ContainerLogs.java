package io.navarch.nodeagent.runtime.docker;

import com.github.dockerjava.api.model.Frame;
import io.navarch.nodeagent.log.LogLine;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.RuntimeFailure.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

/**
 * Carries what containers write from the engine, which has a format of its own, into the files
 * where the agent looks for it; one thread for each container that runs. An agent that starts anew
 * carries on where it has ended.
 */
@Slf4j
@RequiredArgsConstructor
final class ContainerLogs implements AutoCloseable {

  private static final long RETRY_SECONDS = 1;

  private final Engine engine;
  private final Map<ContainerId, LogFile> open = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Follows all containers that are there, as soon as the engine answers. */
  void resume() {
    Thread.ofVirtual()
        .name("docker-logs")
        .start(() -> {
          while (!resumeNow() && isWorthATry()) {
            log.atDebug().log("asking Docker anew for containers whose logs go on");
          }
        });
  }

  private boolean resumeNow() {
    try {
      var containers =
          engine.ask(docker ->
              docker
                  .listContainersCmd()
                  .withShowAll(true)
                  .withLabelFilter(Filters.of(Words.CONTAINER, Map.of()))
                  .exec());
      for (var container : containers) {
        if (!"created".equals(container.getState())) {
          var file = Path.of(Words.get(container.getLabels(), Words.LOG));
          follow(new ContainerId(container.getId()), file);
        }
      }
      return true;
    } catch (RuntimeFailure e) {
      return false;
    }
  }

  /** Waits a moment; false when there is no more to do. */
  private boolean isWorthATry() {
    try {
      return !closed.await(RETRY_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void follow(ContainerId container, Path path) {
    open.computeIfAbsent(
        container,
        _ -> {
          try {
            var file = new LogFile(path);
            Thread.ofVirtual().name("docker-log-" + container).start(() -> carry(container, file));
            return file;
          } catch (IOException e) {
            var message = "failed to open the log %s: %s".formatted(path, e.getMessage());
            throw new RuntimeFailure(Code.OTHER, message, message, e);
          }
        });
  }

  private void carry(ContainerId container, LogFile file) {
    try (file) {
      do {
        carryOnce(container, file);
      } while (goesOn(container) && isWorthATry());
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("container", container)
          .addKeyValue("error", e.getMessage())
          .log("log did not close well");
    } finally {
      open.remove(container);
    }
  }

  private void carryOnce(ContainerId container, LogFile file) {
    try {
      engine
          .client()
          .logContainerCmd(container.value())
          .withStdOut(true)
          .withStdErr(true)
          .withTimestamps(true)
          .withFollowStream(true)
          .withSince(Math.toIntExact(file.last().getEpochSecond()))
          .exec(new Arrivals<>(new Carrier(file)::carry))
          .await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.atDebug().addKeyValue("container", container).setCause(e).log("log broke");
    }
  }

  /** The engine may have gone away, and the container not. */
  private boolean goesOn(ContainerId container) {
    if (closed.getCount() == 0) {
      return false;
    }
    try {
      return engine
          .find(docker -> docker.inspectContainerCmd(container.value()).exec())
          .filter(found -> Statuses.isTrue(found.getState().getRunning()))
          .isPresent();
    } catch (RuntimeFailure e) {
      return true;
    }
  }

  void reopen(ContainerId container) {
    var file = open.get(container);
    if (file == null) {
      return; // it has ended and writes no more
    }
    try {
      file.reopen();
    } catch (IOException e) {
      var message = "failed to reopen the log: " + e.getMessage();
      throw new RuntimeFailure(Code.OTHER, message, message, e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }

  /** Writes down what comes. */
  @RequiredArgsConstructor
  private static final class Carrier {

    private final LogFile file;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    void carry(Frame frame) {
      try {
        switch (frame.getStreamType()) {
          case STDERR -> file.append(LogLine.Stream.STDERR, frame.getPayload());
          case RAW -> split(frame.getPayload());
          default -> file.append(LogLine.Stream.STDOUT, frame.getPayload());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** A terminal's output comes without frames. */
    private void split(byte[] bytes) throws IOException {
      for (byte next : bytes) {
        line.write(next);
        if (next == '\n') {
          file.append(LogLine.Stream.STDOUT, line.toByteArray());
          line.reset();
        }
      }
    }
  }
}
