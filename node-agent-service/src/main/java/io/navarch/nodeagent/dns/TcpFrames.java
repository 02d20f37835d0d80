package io.navarch.nodeagent.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Messages in a TCP stream: two bytes of length, then the message. */
final class TcpFrames {

  private TcpFrames() {}

  static byte[] read(DataInputStream in) throws IOException {
    var message = new byte[in.readUnsignedShort()];
    in.readFully(message);
    return message;
  }

  static void write(DataOutputStream out, byte[] message) throws IOException {
    var frame = new byte[message.length + 2];
    frame[0] = (byte) (message.length >>> 8);
    frame[1] = (byte) message.length;
    System.arraycopy(message, 0, frame, 2, message.length);
    out.write(frame);
    out.flush();
  }
}
