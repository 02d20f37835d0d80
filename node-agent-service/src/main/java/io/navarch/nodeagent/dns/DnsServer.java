package io.navarch.nodeagent.dns;

import io.navarch.nodeagent.network.NetworkNamespace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import lombok.extern.slf4j.Slf4j;

/**
 * Listens on one address of the node for questions, by UDP and TCP. Each question is answered on a
 * virtual thread; the channels belong to the node's namespace, the threads to nobody's.
 */
@Slf4j
final class DnsServer implements AutoCloseable {

  private static final int LARGEST = 65_535;

  private final DnsResponder responder;
  private final DnsProperties properties;
  private final DatagramChannel datagrams;
  private final ServerSocketChannel connections;
  private final ExecutorService threads;
  private final Semaphore places;

  private DnsServer(
      DnsResponder responder,
      DnsProperties properties,
      DatagramChannel datagrams,
      ServerSocketChannel connections) {
    this.responder = responder;
    this.properties = properties;
    this.datagrams = datagrams;
    this.connections = connections;
    this.threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("dns-", 0).factory());
    this.places = new Semaphore(properties.connections());
  }

  /** Opens the address, which must be local to the node, and begins to answer. */
  static DnsServer open(
      NetworkNamespace namespace, String ip, DnsResponder responder, DnsProperties properties)
      throws IOException {
    var address = new InetSocketAddress(InetAddress.ofLiteral(ip), properties.port());
    var family = ip.contains(":") ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    var datagrams = namespace.openDatagram(family);
    try {
      datagrams.bind(address);
      var connections = namespace.openServerSocket();
      try {
        connections.bind(address, 128);
      } catch (IOException e) {
        connections.close();
        throw e;
      }
      var server = new DnsServer(responder, properties, datagrams, connections);
      server.threads.execute(server::receive);
      server.threads.execute(server::accept);
      return server;
    } catch (IOException e) {
      datagrams.close();
      throw e;
    }
  }

  private void receive() {
    var buffer = ByteBuffer.allocate(LARGEST);
    while (datagrams.isOpen()) {
      try {
        buffer.clear();
        var client = datagrams.receive(buffer);
        var question = Arrays.copyOf(buffer.array(), buffer.position());
        threads.execute(() -> answer(question, client));
      } catch (IOException e) {
        stillOpen(e, datagrams.isOpen());
      }
    }
  }

  private void answer(byte[] question, SocketAddress client) {
    var answer = responder.respond(question, false);
    if (answer.isEmpty()) {
      return;
    }
    try {
      datagrams.send(ByteBuffer.wrap(answer.get()), client);
    } catch (IOException e) {
      stillOpen(e, datagrams.isOpen());
    }
  }

  private void accept() {
    while (connections.isOpen()) {
      try {
        var client = connections.accept();
        if (places.tryAcquire()) {
          threads.execute(() -> serve(client));
        } else {
          client.close();
        }
      } catch (IOException e) {
        stillOpen(e, connections.isOpen());
      }
    }
  }

  /** Many questions may come over one connection; its end is no failure. */
  private void serve(SocketChannel client) {
    try (client) {
      var socket = client.socket();
      socket.setSoTimeout(Math.toIntExact(properties.idleTimeout().toMillis()));
      var in = new DataInputStream(socket.getInputStream());
      var out = new DataOutputStream(socket.getOutputStream());
      while (connections.isOpen()) {
        var answer = responder.respond(TcpFrames.read(in), true);
        if (answer.isEmpty()) {
          return;
        }
        TcpFrames.write(out, answer.get());
      }
    } catch (IOException e) {
      log.atTrace().setCause(e).log("connection ended");
    } finally {
      places.release();
    }
  }

  private static void stillOpen(IOException e, boolean open) {
    if (open) {
      log.atDebug().setCause(e).log("a question was lost");
    }
  }

  @Override
  public void close() throws IOException {
    datagrams.close();
    connections.close();
    threads.shutdownNow();
  }
}
