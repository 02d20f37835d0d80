package io.navarch.nodeagent.runtime.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdyVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A client as the API server is one, for streams of text. */
final class SpdyClient implements AutoCloseable {

  private static final int LIMIT_MILLIS = 20_000;

  private final Socket socket;
  private final EmbeddedChannel codec = codec();
  private final EmbeddedChannel decoder = codec();
  private final Map<Integer, String> received = new HashMap<>();
  private final Set<Integer> open = new HashSet<>();
  private int next = 1;

  private SpdyClient(Socket socket) {
    this.socket = socket;
  }

  private static EmbeddedChannel codec() {
    return new EmbeddedChannel(new SpdyFrameCodec(SpdyVersion.SPDY_3_1));
  }

  static SpdyClient connect(Socket socket, URI address, String protocol) throws IOException {
    socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), LIMIT_MILLIS);
    socket.setSoTimeout(LIMIT_MILLIS);
    var request =
        "POST %s HTTP/1.1\r\nHost: node\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\nX-Stream-Protocol-Version: %s\r\n\r\n"
            .formatted(address.getPath(), protocol);
    socket.getOutputStream().write(request.getBytes(UTF_8));
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) socket.getInputStream().read());
    }
    assertThat(head.toString()).startsWith("HTTP/1.1 101 ");
    return new SpdyClient(socket);
  }

  int open(Map<String, String> headers) throws IOException {
    int stream = next;
    next += 2;
    var frame = new DefaultSpdySynStreamFrame(stream, 0, (byte) 0);
    headers.forEach((name, value) -> frame.headers().set(name, value));
    send(frame);
    received.put(stream, "");
    open.add(stream);
    return stream;
  }

  void sendAll(int stream, String text) throws IOException {
    send(new DefaultSpdyDataFrame(stream, Unpooled.copiedBuffer(text, UTF_8)));
    send(new DefaultSpdyDataFrame(stream).setLast(true));
  }

  private void send(SpdyFrame frame) throws IOException {
    codec.writeOutbound(frame);
    for (ByteBuf bytes = codec.readOutbound(); bytes != null; bytes = codec.readOutbound()) {
      socket.getOutputStream().write(ByteBufUtil.getBytes(bytes));
      bytes.release();
    }
  }

  /** What has come on each stream when the server has ended them all. */
  Map<Integer, String> receiveAll() throws IOException {
    var buffer = new byte[4096];
    while (!open.isEmpty()) {
      int read = socket.getInputStream().read(buffer);
      assertThat(read).as("connection ended early").isPositive();
      decoder.writeInbound(Unpooled.copiedBuffer(buffer, 0, read));
      for (Object frame = decoder.readInbound(); frame != null; frame = decoder.readInbound()) {
        if (frame instanceof SpdySynReplyFrame reply) {
          assertThat(reply.headers())
              .as("some clients take an empty block for damage")
              .isNotEmpty();
        } else if (frame instanceof SpdyDataFrame data) {
          received.merge(data.streamId(), data.content().toString(UTF_8), String::concat);
          if (data.isLast()) {
            open.remove(data.streamId());
          }
          data.release();
        }
      }
    }
    return received;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
