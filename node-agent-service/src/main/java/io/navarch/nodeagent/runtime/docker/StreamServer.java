package io.navarch.nodeagent.runtime.docker;

import io.navarch.nodeagent.network.NetworkNamespace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/**
 * Where streams are served: a socket on the node's loopback, as containerd has one. An address is
 * good for one connection within a minute. SPDY/3.1 is spoken, protocol {@code v4.channel.k8s.io}
 * or {@code portforward.k8s.io}.
 */
@Slf4j
@RequiredArgsConstructor
final class StreamServer implements AutoCloseable {

  private static final int LONGEST_HEAD = 64 * 1024;
  private static final long MINUTES_VALID = 1;
  private final NetworkNamespace node;
  private final Map<String, Offer> offers = new ConcurrentHashMap<>();
  private final ReentrantLock opening = new ReentrantLock();
  private @Nullable ServerSocketChannel server;

  /** What is done with a connection that has come. */
  interface Conversation {
    void hold(SpdyPeer peer) throws IOException;
  }

  private record Offer(String protocol, Conversation conversation) {}

  /** An address where this conversation can be had, once. */
  URI offer(String protocol, Conversation conversation) throws IOException {
    int port = port();
    var token = UUID.randomUUID().toString();
    offers.put(token, new Offer(protocol, conversation));
    CompletableFuture.delayedExecutor(MINUTES_VALID, TimeUnit.MINUTES)
        .execute(() -> offers.remove(token));
    return URI.create("http://127.0.0.1:%d/%s".formatted(port, token));
  }

  private int port() throws IOException {
    opening.lock();
    try {
      var open = server;
      if (open == null) {
        open = node.openServerSocket();
        open.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        server = open;
        var accepting = open;
        Thread.ofVirtual().name("docker-streams").start(() -> accept(accepting));
      }
      return ((InetSocketAddress) open.getLocalAddress()).getPort();
    } finally {
      opening.unlock();
    }
  }

  private void accept(ServerSocketChannel from) {
    while (from.isOpen()) {
      try {
        var socket = from.accept().socket();
        Thread.ofVirtual().name("docker-stream").start(() -> serve(socket));
      } catch (IOException e) {
        log.atDebug().setCause(e).log("no connection accepted");
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = socket.getInputStream();
      var lines = head(in);
      var offer = offers.remove(token(lines));
      var refusal = refusal(offer, lines.toLowerCase(Locale.ROOT));
      if (offer == null || !refusal.isEmpty()) {
        refuse(socket, refusal);
        return;
      }
      accept(socket, offer.protocol());
      offer.conversation().hold(new SpdyPeer(in, socket.getOutputStream()));
    } catch (IOException e) {
      log.atDebug().setCause(e).log("stream connection broke");
    }
  }

  private static String refusal(@Nullable Offer offer, String head) {
    if (offer == null) {
      return "404 Not Found";
    }
    boolean understood = head.contains("upgrade: spdy/3.1") && head.contains(offer.protocol());
    return understood ? "" : "400 Bad Request";
  }

  private static void refuse(Socket socket, String why) throws IOException {
    write(socket, "HTTP/1.1 " + why + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }

  private static void accept(Socket socket, String protocol) throws IOException {
    write(
        socket,
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\n"
            + ("X-Stream-Protocol-Version: " + protocol + "\r\n\r\n"));
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String token(String head) {
    var words = head.split(" ", 3);
    return words.length < 3 || words[1].isEmpty() ? "" : words[1].substring(1);
  }

  /** Up to the empty line and not a byte further. */
  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 2) {
      int next = in.read();
      if (next < 0 || head.size() > LONGEST_HEAD) {
        throw new IOException("the request has no end");
      }
      head.write(next);
      if (next != '\r') {
        ends = next == '\n' ? ends + 1 : 0;
      }
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    opening.lock();
    try {
      if (server != null) {
        server.close();
      }
    } finally {
      opening.unlock();
    }
  }
}
