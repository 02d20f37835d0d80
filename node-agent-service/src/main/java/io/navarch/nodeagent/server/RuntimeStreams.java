package io.navarch.nodeagent.server;

import io.navarch.nodeagent.network.NetworkNamespace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Joins a caller that wants to upgrade with the runtime's streaming server, byte for byte. */
@Component
@RequiredArgsConstructor
class RuntimeStreams {

  private static final int SWITCHING = 101;
  private static final int BAD_GATEWAY = 502;
  private static final int LONGEST_HEAD = 16 * 1024;
  private static final List<String> NOT_PASSED_ON =
      List.of("host", "authorization", "content-length");

  private final NetworkNamespace namespace;

  void join(HttpServletRequest request, HttpServletResponse response, URI target)
      throws IOException {
    var channel = namespace.openSocket();
    boolean joined = false;
    try {
      channel.connect(new InetSocketAddress(target.getHost(), target.getPort()));
      send(channel, request, target);
      var lines = head(channel).lines().toList();
      int code = Integer.parseInt(lines.getFirst().split(" ", 3)[1]);
      if (code != SWITCHING) {
        response.sendError(BAD_GATEWAY, "runtime answered " + lines.getFirst());
        return;
      }
      response.setStatus(SWITCHING);
      for (var line : lines.subList(1, lines.size())) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          response.addHeader(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
      }
      StreamTunnel.prepare(request, channel);
      joined = true;
    } finally {
      if (!joined) {
        channel.close();
      }
    }
  }

  private static void send(SocketChannel channel, HttpServletRequest request, URI target)
      throws IOException {
    var head = new StringBuilder();
    var query = target.getRawQuery();
    head.append(request.getMethod()).append(' ').append(target.getRawPath());
    head.append(query == null ? "" : "?" + query).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(target.getAuthority()).append("\r\n");
    for (var name : Collections.list(request.getHeaderNames())) {
      if (!NOT_PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
        for (var value : Collections.list(request.getHeaders(name))) {
          head.append(name).append(": ").append(value).append("\r\n");
        }
      }
    }
    head.append("\r\n");
    var bytes = ByteBuffer.wrap(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Reads up to the empty line and not a byte further: what follows belongs to the caller. */
  private static String head(SocketChannel channel) throws IOException {
    var head = new ByteArrayOutputStream();
    var one = ByteBuffer.allocate(1);
    while (head.size() < LONGEST_HEAD) {
      one.clear();
      if (channel.read(one) < 0) {
        throw new IOException("the runtime closed the connection");
      }
      head.write(one.get(0));
      if (one.get(0) == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
    }
    throw new IOException("the runtime's answer is too long");
  }
}
