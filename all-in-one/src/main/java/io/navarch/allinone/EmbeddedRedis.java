package io.navarch.allinone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lombok.extern.slf4j.Slf4j;
import redis.embedded.RedisExecProvider;

/**
 * A Redis of our own, bundled with the application, as a child process on loopback: every write is
 * on disk before it is acknowledged, and a password that only the owner of its folder can read
 * keeps other users of the machine out. One that ends unasked is started again.
 */
@Slf4j
final class EmbeddedRedis implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Path configuration;
  private final String password;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Process process; // written by the starting thread, then by the keeper alone

  private EmbeddedRedis(Path configuration, String password, Process process) {
    this.configuration = configuration;
    this.password = password;
    this.process = process;
  }

  /**
   * Starts it and waits until it accepts connections. One that an earlier process has left behind
   * on the same folder is ended first: two would write the same file.
   */
  static EmbeddedRedis start(AllInOneProperties.Redis properties) {
    try {
      var directory = properties.directory().toAbsolutePath();
      Files.createDirectories(directory);
      endPredecessor(directory);
      var password = password(directory.resolve("password"));
      var configuration = configuration(directory, properties.port(), password);
      var redis = new EmbeddedRedis(configuration, password, launch(configuration));
      Thread.ofVirtual().name("redis-keeper").start(redis::keep);
      log.atInfo()
          .addKeyValue("port", properties.port())
          .addKeyValue("directory", directory)
          .log("redis started");
      return redis;
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded redis could not be started", e);
    }
  }

  private static Process launch(Path configuration) throws IOException {
    var process =
        new ProcessBuilder(
                RedisExecProvider.defaultProvider().get().getAbsolutePath(),
                configuration.toString())
            .redirectErrorStream(true)
            .start();
    awaitReady(process);
    return process;
  }

  /** Starts it again whenever it ends, until it is closed; nothing acknowledged is lost by that. */
  private void keep() {
    try {
      while (true) {
        int code = process.waitFor();
        if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        log.atError().addKeyValue("exitCode", code).log("redis has ended and is started again");
        restart();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void restart() {
    try {
      process = launch(configuration);
      log.atInfo().addKeyValue("pid", process.pid()).log("redis is back");
      if (closed.getCount() == 0) {
        end(process.toHandle());
      }
    } catch (IOException e) {
      log.atError().setCause(e).log("redis could not be started again");
    }
  }

  /** What clients authenticate with. */
  String password() {
    return password;
  }

  @Override
  public void close() {
    closed.countDown();
    end(process.toHandle());
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("pid", process.pid())
          .log("redis did not stop in time and is killed");
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private static void endPredecessor(Path directory) throws IOException {
    var file = directory.resolve("redis.pid");
    if (Files.exists(file)) {
      ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
          .filter(
              old -> old.info().command().filter(command -> command.contains("redis")).isPresent())
          .ifPresent(EmbeddedRedis::end);
    }
  }

  private static void awaitReady(Process process) throws IOException {
    var ready = new CompletableFuture<Boolean>();
    Thread.ofVirtual().name("redis-log").start(() -> followLog(process, ready));
    try {
      if (!ready.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("redis ended while it started; is its port in use?");
      }
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
      throw new IOException("redis was not ready within " + START_LIMIT, e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while redis started", e);
    }
  }

  private static void followLog(Process process, CompletableFuture<Boolean> ready) {
    try (BufferedReader lines = process.inputReader()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        log.atDebug().addKeyValue("line", line).log("redis says");
        if (line.contains("eady to accept connections")) {
          ready.complete(true);
        }
      }
    } catch (IOException e) {
      log.atDebug().setCause(e).log("log of redis ended");
    }
    ready.complete(false);
  }

  private static Path configuration(Path directory, int port, String password) throws IOException {
    var file = directory.resolve("redis.conf");
    writePrivately(
        file,
        """
        bind 127.0.0.1
        port %d
        dir "%s"
        pidfile "%s"
        requirepass %s
        appendonly yes
        appendfsync always
        save ""
        maxmemory-policy noeviction
        """
            .formatted(port, directory, directory.resolve("redis.pid"), password));
    return file;
  }

  private static String password(Path file) throws IOException {
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    var password = HexFormat.of().formatHex(bytes);
    writePrivately(file, password);
    return password;
  }

  private static void writePrivately(Path file, String content) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, content);
  }
}
