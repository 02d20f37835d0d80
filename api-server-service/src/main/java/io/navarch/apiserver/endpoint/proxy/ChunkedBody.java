package io.navarch.apiserver.endpoint.proxy;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body in chunks; trailers are skipped. */
final class ChunkedBody extends FilterInputStream {

  private long left;
  private boolean started;
  private boolean ended;

  ChunkedBody(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int read = in.read(buffer, offset, (int) Math.min(left, length));
    if (read < 0) {
      throw new EOFException("unexpected EOF");
    }
    left -= read;
    return read;
  }

  private void nextChunk() throws IOException {
    if (started && !HttpWire.line(in).isEmpty()) {
      throw new IOException("malformed chunked encoding");
    }
    started = true;
    var size = HttpWire.line(in);
    int extension = size.indexOf(';');
    try {
      left = Long.parseLong(extension < 0 ? size : size.substring(0, extension).strip(), 16);
    } catch (NumberFormatException e) {
      throw new IOException("malformed chunked encoding", e);
    }
    if (left == 0) {
      ended = true;
      while (!HttpWire.line(in).isEmpty()) {
        // a trailer
      }
    }
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(left, in.available());
  }
}
