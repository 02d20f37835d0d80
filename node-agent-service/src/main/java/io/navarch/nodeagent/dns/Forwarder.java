package io.navarch.nodeagent.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Asks the machine's resolvers what the cluster does not know. It does so from the agent's own
 * namespace, where those are reachable, each question by a socket with a port of its own. Answers
 * go back as they came.
 */
final class Forwarder {

  private static final int LARGEST = 65_535;

  private final List<InetSocketAddress> resolvers;
  private final Duration limit;
  private final Semaphore places;

  Forwarder(List<InetSocketAddress> resolvers, Duration limit, int concurrent) {
    this.resolvers = List.copyOf(resolvers);
    this.limit = limit;
    this.places = new Semaphore(concurrent);
  }

  /** The answer of the first resolver that gives one, twice around. */
  byte[] ask(byte[] question, boolean overTcp) throws IOException {
    if (resolvers.isEmpty()) {
      throw new IOException("there is no resolver to forward to");
    }
    if (!places.tryAcquire()) {
      throw new IOException("too many questions wait for resolvers");
    }
    try {
      return ask(question, overTcp, resolvers.size() * 2);
    } finally {
      places.release();
    }
  }

  private byte[] ask(byte[] question, boolean overTcp, int attempts) throws IOException {
    var failure = new IOException("no resolver answers");
    for (int attempt = 0; attempt < attempts; attempt++) {
      var resolver = resolvers.get(attempt % resolvers.size());
      try {
        return overTcp ? askTcp(question, resolver) : askUdp(question, resolver);
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }

  private byte[] askUdp(byte[] question, InetSocketAddress resolver) throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
      socket.connect(resolver);
      socket.send(new DatagramPacket(question, question.length));
      var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
      do {
        socket.receive(packet);
      } while (packet.getLength() < 12 || !sameId(question, packet.getData()));
      return Arrays.copyOf(packet.getData(), packet.getLength());
    }
  }

  private static boolean sameId(byte[] question, byte[] answer) {
    return question[0] == answer[0] && question[1] == answer[1];
  }

  private byte[] askTcp(byte[] question, InetSocketAddress resolver) throws IOException {
    try (var socket = new Socket()) {
      int millis = Math.toIntExact(limit.toMillis());
      socket.connect(resolver, millis);
      socket.setSoTimeout(millis);
      TcpFrames.write(new DataOutputStream(socket.getOutputStream()), question);
      return TcpFrames.read(new DataInputStream(socket.getInputStream()));
    }
  }
}
