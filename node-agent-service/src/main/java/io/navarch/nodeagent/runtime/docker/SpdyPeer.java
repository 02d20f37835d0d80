package io.navarch.nodeagent.runtime.docker;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdyPingFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyHeaders;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The server's end of a SPDY/3.1 connection, without windows as all of Kubernetes speaks it. One
 * thread reads; any may send.
 */
final class SpdyPeer {

  private static final int BUFFER = 32 * 1024;

  private final InputStream in;
  private final OutputStream out;
  private final EmbeddedChannel decoder = codec();
  private final EmbeddedChannel encoder = codec();
  private final ReentrantLock sending = new ReentrantLock();

  /** What is done with what comes. */
  interface Receiver {

    /** The client has opened a stream. */
    void opened(int stream, SpdyHeaders headers) throws IOException;

    /** Content of a stream. */
    void data(int stream, byte[] content) throws IOException;

    /** No more content of a stream. */
    void ended(int stream) throws IOException;
  }

  SpdyPeer(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  private static EmbeddedChannel codec() {
    return new EmbeddedChannel(new SpdyFrameCodec(SpdyVersion.SPDY_3_1));
  }

  static String header(SpdyHeaders headers, String name) {
    return Objects.requireNonNullElse(headers.getAsString(name), "");
  }

  void send(int stream, byte[] content) throws IOException {
    send(new DefaultSpdyDataFrame(stream, Unpooled.wrappedBuffer(content)));
  }

  /** Says that no more content of a stream will come. */
  void end(int stream) throws IOException {
    send(new DefaultSpdyDataFrame(stream).setLast(true));
  }

  private void send(SpdyFrame frame) throws IOException {
    sending.lock();
    try {
      encoder.writeOutbound(frame);
      for (ByteBuf bytes = encoder.readOutbound(); bytes != null; bytes = encoder.readOutbound()) {
        out.write(ByteBufUtil.getBytes(bytes));
        bytes.release();
      }
      out.flush();
    } finally {
      sending.unlock();
    }
  }

  /** Netty leaves out a block without headers, which Go's implementation takes for damage. */
  private static SpdyFrame reply(int stream) {
    var reply = new DefaultSpdySynReplyFrame(stream);
    reply.headers().set(":status", "200").set(":version", "HTTP/1.1");
    return reply;
  }

  /** Reads until the client goes. */
  void read(Receiver receiver) throws IOException {
    var buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      decoder.writeInbound(Unpooled.copiedBuffer(buffer, 0, read));
      for (Object frame = decoder.readInbound(); frame != null; frame = decoder.readInbound()) {
        try {
          take(frame, receiver);
        } finally {
          ReferenceCountUtil.release(frame);
        }
      }
    }
  }

  private void take(Object frame, Receiver receiver) throws IOException {
    switch (frame) {
      case SpdySynStreamFrame opened -> {
        send(reply(opened.streamId()));
        receiver.opened(opened.streamId(), opened.headers());
        if (opened.isLast()) {
          receiver.ended(opened.streamId());
        }
      }
      case SpdyDataFrame data -> {
        if (data.content().isReadable()) {
          receiver.data(data.streamId(), ByteBufUtil.getBytes(data.content()));
        }
        if (data.isLast()) {
          receiver.ended(data.streamId());
        }
      }
      case SpdyRstStreamFrame reset -> receiver.ended(reset.streamId());
      case SpdyPingFrame ping -> send(new DefaultSpdyPingFrame(ping.id()));
      default -> {
        // settings and farewells need no answer
      }
    }
  }
}
