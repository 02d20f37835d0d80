package io.navarch.nodeagent.runtime.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.StreamRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A process of the engine whose streams somebody else holds. */
@Slf4j
@RequiredArgsConstructor
final class CommandSession implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int BUFFER = 32 * 1024;
  private static final int FRAME_HEAD = 8;
  private static final byte STDERR = 2;

  private final StreamRequest wanted;
  private final Command command;
  private volatile @Nullable EngineSocket process;

  /** What the engine is asked for. */
  interface Command {

    /** Starts the process, or joins it. */
    EngineSocket start() throws IOException;

    /** Tells the process the size of its terminal. */
    void resize(int width, int height);

    /** With which code the process has ended; 0 if that is nobody's business. */
    int exitCode();
  }

  /** Who holds the streams. */
  interface Peer {
    void output(byte[] content) throws IOException;

    void errors(byte[] content) throws IOException;

    /** The last that is said: how it ended. */
    void finish(byte[] status) throws IOException;
  }

  StreamRequest wanted() {
    return wanted;
  }

  /** Starts the process and carries what it writes until it ends. */
  void begin(Peer peer) throws IOException {
    EngineSocket started;
    try {
      started = command.start();
    } catch (IOException | RuntimeFailure e) {
      peer.finish(failure(String.valueOf(e.getMessage())));
      return;
    }
    process = started;
    Thread.ofVirtual().name("docker-stream-out").start(() -> carry(started, peer));
  }

  private void carry(EngineSocket from, Peer peer) {
    try {
      if (wanted.tty()) {
        carryRaw(from, peer);
      } else {
        carryFrames(from, peer);
      }
      peer.finish(outcome(command.exitCode()));
    } catch (IOException | RuntimeFailure e) {
      log.atDebug().setCause(e).log("stream broke");
      close();
    }
  }

  private static void carryRaw(EngineSocket from, Peer peer) throws IOException {
    var buffer = new byte[BUFFER];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      peer.output(Arrays.copyOf(buffer, read));
    }
  }

  /** A byte says which stream, four how much follows. */
  private static void carryFrames(EngineSocket from, Peer peer) throws IOException {
    var head = new byte[FRAME_HEAD];
    while (from.readFully(head)) {
      var content = new byte[ByteBuffer.wrap(head).getInt(Integer.BYTES)];
      if (!from.readFully(content)) {
        return;
      }
      if (head[0] == STDERR) {
        peer.errors(content);
      } else {
        peer.output(content);
      }
    }
  }

  void input(byte[] content) throws IOException {
    var target = process;
    if (target != null) {
      target.write(content);
    }
  }

  void inputEnds() throws IOException {
    var target = process;
    if (target != null) {
      target.endInput();
    }
  }

  /** {@code {"Width":80,"Height":24}}. */
  void resize(byte[] size) {
    try {
      var tree = JSON.readTree(size);
      command.resize(tree.path("Width").asInt(0), tree.path("Height").asInt(0));
    } catch (JacksonException | RuntimeFailure e) {
      log.atDebug().setCause(e).log("terminal keeps its size");
    }
  }

  private byte[] outcome(int exitCode) {
    var status = status(exitCode == 0 ? "Success" : "Failure");
    if (exitCode != 0) {
      status.put(
          "message",
          "command terminated with non-zero exit code: exit code %d".formatted(exitCode));
      status.put("reason", "NonZeroExitCode");
      status
          .putObject("details")
          .putArray("causes")
          .addObject()
          .put("reason", "ExitCode")
          .put("message", Integer.toString(exitCode));
    }
    return status.toString().getBytes(UTF_8);
  }

  private static byte[] failure(String message) {
    return status("Failure")
        .put("message", "error executing command in container: " + message)
        .put("reason", "InternalError")
        .put("code", 500)
        .toString()
        .getBytes(UTF_8);
  }

  private static ObjectNode status(String status) {
    var tree = JSON.createObjectNode();
    tree.putObject("metadata");
    return tree.put("status", status);
  }

  @Override
  public void close() {
    var target = process;
    if (target != null) {
      try {
        target.close();
      } catch (IOException e) {
        log.atDebug().setCause(e).log("Docker's side did not close well");
      }
    }
  }
}
