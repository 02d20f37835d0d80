package io.navarch.apiserver.endpoint.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdyPingFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyGoAwayFrame;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdyVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The client's end of a SPDY/3.1 connection as node agents and container runtimes speak it: without
 * windows, so TCP alone slows down who sends too much. One thread reads; any thread may send, and a
 * frame goes out undivided, therefore senders wait for each other.
 */
final class SpdyConnection {

  private static final int BUFFER = 32 * 1024;

  private final InputStream in;
  private final OutputStream out;
  private final EmbeddedChannel decoder = codec();
  private final EmbeddedChannel encoder = codec();
  private final ReentrantLock sending = new ReentrantLock();
  private int nextStream = 1;

  /** What is done with what comes. */
  interface Receiver {

    /** Content of a stream. */
    void data(int stream, byte[] content) throws IOException;

    /**
     * No more content of a stream.
     *
     * @return whether reading goes on
     */
    boolean ended(int stream) throws IOException;
  }

  SpdyConnection(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  private static EmbeddedChannel codec() {
    return new EmbeddedChannel(new SpdyFrameCodec(SpdyVersion.SPDY_3_1));
  }

  /** Opens a stream with one header. */
  int open(String header, String value) throws IOException {
    sending.lock();
    try {
      int stream = nextStream;
      nextStream += 2; // those of the client are odd
      var frame = new DefaultSpdySynStreamFrame(stream, 0, (byte) 0);
      frame.headers().set(header, value);
      send(frame);
      return stream;
    } finally {
      sending.unlock();
    }
  }

  /** Sends content. */
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

  /** Reads until the receiver has enough or the other side goes. */
  void read(Receiver receiver) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      decoder.writeInbound(Unpooled.copiedBuffer(buffer, 0, read));
      for (Object frame = decoder.readInbound(); frame != null; frame = decoder.readInbound()) {
        try {
          if (!take(frame, receiver)) {
            return;
          }
        } finally {
          ReferenceCountUtil.release(frame);
        }
      }
    }
  }

  private boolean take(Object frame, Receiver receiver) throws IOException {
    return switch (frame) {
      case SpdyDataFrame data -> {
        if (data.content().isReadable()) {
          receiver.data(data.streamId(), ByteBufUtil.getBytes(data.content()));
        }
        yield !data.isLast() || receiver.ended(data.streamId());
      }
      case SpdyRstStreamFrame reset -> receiver.ended(reset.streamId());
      case SpdyPingFrame ping -> {
        if (ping.id() % 2 == 0) { // a question; answers to ours would be odd
          send(new DefaultSpdyPingFrame(ping.id()));
        }
        yield true;
      }
      case SpdyGoAwayFrame _ -> true; // what is open is ended stream by stream
      default -> true;
    };
  }
}
