package io.navarch.apiserver.endpoint.upgrade;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import lombok.RequiredArgsConstructor;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.BufferUtil;

/** Reads from a connection, and waits where there is nothing yet. */
@RequiredArgsConstructor
final class EndPointInput extends InputStream {

  private static final int BUFFER = 16 * 1024;

  private final EndPoint endPoint;
  private ByteBuffer buffer = BufferUtil.allocate(BUFFER);

  /** What was read already and belongs to this stream. */
  void unread(ByteBuffer read) {
    if (read.hasRemaining()) {
      buffer = BufferUtil.allocate(Math.max(BUFFER, read.remaining()));
      BufferUtil.append(buffer, read);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (!buffer.hasRemaining()) {
      BufferUtil.clear(buffer);
      int filled = endPoint.fill(buffer);
      if (filled < 0) {
        return -1;
      }
      if (filled == 0) {
        awaitMore();
      }
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    return count;
  }

  private void awaitMore() throws IOException {
    try (var more = Blocker.callback()) {
      endPoint.fillInterested(more);
      more.block();
    }
  }

  @Override
  public int available() {
    return buffer.remaining();
  }
}
