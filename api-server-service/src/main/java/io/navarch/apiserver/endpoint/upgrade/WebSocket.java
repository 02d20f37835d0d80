package io.navarch.apiserver.endpoint.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The server's end of a WebSocket (RFC 6455): whole messages come in, whole messages go out. One
 * thread receives; any thread may send, and a message goes out undivided, therefore senders wait
 * for each other.
 */
public final class WebSocket {

  /** Normal end. */
  public static final int NORMAL = 1000;

  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int MAX_MESSAGE = 16 * 1024 * 1024;
  private static final int MAX_REASON = 123;

  private final DataInputStream in;
  private final OutputStream out;
  private final ReentrantLock sending = new ReentrantLock();

  public WebSocket(InputStream in, OutputStream out) {
    this.in = new DataInputStream(new BufferedInputStream(in));
    this.out = out;
  }

  /** The next message, text or binary; empty when the client has closed. */
  public Optional<byte[]> receive() throws IOException {
    var message = new ByteArrayOutputStream();
    try {
      while (true) {
        int head = in.readUnsignedByte();
        byte[] payload = payload();
        switch (head & 0x0f) {
          case PING -> send(PONG, payload);
          case PONG -> {}
          case CLOSE -> {
            return Optional.empty();
          }
          case CONTINUATION, TEXT, BINARY -> {
            message.write(payload);
            if (message.size() > MAX_MESSAGE) {
              throw new IOException("websocket message too long");
            }
            if ((head & FINAL) != 0) {
              return Optional.of(message.toByteArray());
            }
          }
          default -> throw new IOException("unknown websocket frame");
        }
      }
    } catch (EOFException _) {
      return Optional.empty();
    }
  }

  /** The rest of a frame after its first byte. */
  private byte[] payload() throws IOException {
    int second = in.readUnsignedByte();
    long length = second & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    if (length < 0 || length > MAX_MESSAGE || (second & MASKED) == 0) {
      throw new IOException("malformed websocket frame");
    }
    byte[] mask = new byte[4];
    in.readFully(mask);
    byte[] payload = new byte[(int) length];
    in.readFully(payload);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i & 3];
    }
    return payload;
  }

  /** Sends a binary message. */
  public void sendBinary(byte[] message) throws IOException {
    send(BINARY, message);
  }

  /** Sends a text message. */
  public void sendText(byte[] utf8) throws IOException {
    send(TEXT, utf8);
  }

  /** Says that nothing more will come. */
  public void sendClose(int code, String reason) throws IOException {
    byte[] text = reason.getBytes(UTF_8);
    int length = Math.min(text.length, MAX_REASON);
    byte[] payload = new byte[2 + length];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, 2, length);
    send(CLOSE, payload);
  }

  private void send(int opcode, byte[] payload) throws IOException {
    sending.lock();
    try {
      out.write(head(opcode, payload.length));
      out.write(payload);
      out.flush();
    } finally {
      sending.unlock();
    }
  }

  /** The head of a server's frame: final, and not masked. */
  private static byte[] head(int opcode, int length) {
    byte first = (byte) (FINAL | opcode);
    if (length < 126) {
      return new byte[] {first, (byte) length};
    }
    if (length < 1 << 16) {
      return new byte[] {first, 126, (byte) (length >> 8), (byte) length};
    }
    return new byte[] {
      first,
      127,
      0,
      0,
      0,
      0,
      (byte) (length >> 24),
      (byte) (length >> 16),
      (byte) (length >> 8),
      (byte) length
    };
  }
}
