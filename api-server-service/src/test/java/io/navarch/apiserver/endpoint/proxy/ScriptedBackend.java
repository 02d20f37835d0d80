package io.navarch.apiserver.endpoint.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A backend on loopback that answers each connection as a test says. */
final class ScriptedBackend implements AutoCloseable {

  /** What it does with a connection after it has read the request's head. */
  interface Script {
    void run(String head, InputStream in, OutputStream out) throws IOException;
  }

  private final ServerSocket server;
  private final Script script;
  private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();

  ScriptedBackend(Script script) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  Backend backend() {
    return Backend.plain("127.0.0.1", server.getLocalPort());
  }

  /** The head of the next request. */
  String takeHead() throws InterruptedException {
    return heads.take();
  }

  private void accept() {
    try {
      while (true) {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = socket.getInputStream();
      var head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) {
        head.append((char) in.read());
      }
      heads.add(head.toString());
      script.run(head.toString(), in, socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (IOException _) {
      // the other side went
    }
  }

  static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
