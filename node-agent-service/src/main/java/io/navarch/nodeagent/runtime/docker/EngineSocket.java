package io.navarch.nodeagent.runtime.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A connection to the engine that has left HTTP and carries the streams of one process. The client
 * library can't do that: it never tells a process that its input has ended.
 */
final class EngineSocket implements AutoCloseable {

  private static final int LONGEST_HEAD = 16 * 1024;
  private static final int LONGEST_REFUSAL = 4096;

  private final SocketChannel channel;

  private EngineSocket(SocketChannel channel) {
    this.channel = channel;
  }

  /** Posts to the engine; its answer must be a change of protocol. */
  static EngineSocket open(URI endpoint, String target, String body) throws IOException {
    var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    boolean upgraded = false;
    try {
      channel.connect(UnixDomainSocketAddress.of(endpoint.getPath()));
      var socket = new EngineSocket(channel);
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      socket.write(head(target, bytes.length).getBytes(StandardCharsets.US_ASCII));
      socket.write(bytes);
      socket.requireUpgrade();
      upgraded = true;
      return socket;
    } finally {
      if (!upgraded) {
        channel.close();
      }
    }
  }

  private static String head(String target, int length) {
    return """
    POST %s HTTP/1.1\r
    Host: docker\r
    Content-Type: application/json\r
    Connection: Upgrade\r
    Upgrade: tcp\r
    Content-Length: %d\r
    \r
    """
        .formatted(target, length);
  }

  private void requireUpgrade() throws IOException {
    var head = new ByteArrayOutputStream();
    var one = new byte[1];
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      if (head.size() > LONGEST_HEAD || read(one) < 0) {
        throw new IOException("Docker's answer has no end");
      }
      head.write(one[0]);
    }
    var first = head.toString(StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
    if (!first.contains(" 101 ")) {
      var refusal = new byte[LONGEST_REFUSAL];
      int read = Math.max(0, read(refusal));
      throw new IOException(new String(refusal, 0, read, StandardCharsets.UTF_8).strip());
    }
  }

  /** As many bytes as there are, -1 at the end. */
  int read(byte[] bytes) throws IOException {
    return channel.read(ByteBuffer.wrap(bytes));
  }

  /** All these bytes; false at the end. */
  boolean readFully(byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        return false;
      }
    }
    return true;
  }

  void write(byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** The process reads the end of its input. */
  void endInput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
