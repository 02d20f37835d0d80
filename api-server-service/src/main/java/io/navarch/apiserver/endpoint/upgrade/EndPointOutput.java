package io.navarch.apiserver.endpoint.upgrade;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import lombok.RequiredArgsConstructor;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Blocker;

/** Writes to a connection, and waits until it has taken what is written. */
@RequiredArgsConstructor
final class EndPointOutput extends OutputStream {

  private final EndPoint endPoint;

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    try (var taken = Blocker.callback()) {
      endPoint.write(taken, ByteBuffer.wrap(source, offset, length));
      taken.block();
    }
  }
}
