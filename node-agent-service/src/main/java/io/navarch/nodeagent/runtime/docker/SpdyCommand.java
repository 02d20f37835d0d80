package io.navarch.nodeagent.runtime.docker;

import io.netty.handler.codec.spdy.SpdyHeaders;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A process whose streams are streams of SPDY; it starts when the client has opened them all. */
final class SpdyCommand implements SpdyPeer.Receiver, CommandSession.Peer {

  private static final String ERROR = "error";
  private static final String STDIN = "stdin";
  private static final String STDOUT = "stdout";
  private static final String STDERR = "stderr";
  private static final String RESIZE = "resize";

  private final SpdyPeer peer;
  private final CommandSession session;
  private final Set<String> awaited;
  private final Map<Integer, String> types = new HashMap<>();
  private final Map<String, Integer> streams = new ConcurrentHashMap<>();

  SpdyCommand(SpdyPeer peer, CommandSession session) {
    this.peer = peer;
    this.session = session;
    this.awaited = awaited(session);
  }

  private static Set<String> awaited(CommandSession session) {
    var wanted = session.wanted();
    var result = new HashSet<String>(Set.of(ERROR));
    if (wanted.stdin()) {
      result.add(STDIN);
    }
    if (wanted.stdout()) {
      result.add(STDOUT);
    }
    if (wanted.stderr() && !wanted.tty()) {
      result.add(STDERR);
    }
    if (wanted.tty()) {
      result.add(RESIZE);
    }
    return result;
  }

  @Override
  public void opened(int stream, SpdyHeaders headers) throws IOException {
    var type = SpdyPeer.header(headers, "streamtype");
    types.put(stream, type);
    streams.put(type, stream);
    if (awaited.remove(type) && awaited.isEmpty()) {
      session.begin(this);
    }
  }

  @Override
  public void data(int stream, byte[] content) throws IOException {
    switch (types.getOrDefault(stream, "")) {
      case STDIN -> session.input(content);
      case RESIZE -> session.resize(content);
      default -> {
        // clients have nothing to say on the others
      }
    }
  }

  @Override
  public void ended(int stream) throws IOException {
    if (STDIN.equals(types.get(stream))) {
      session.inputEnds();
    }
  }

  @Override
  public void output(byte[] content) throws IOException {
    send(STDOUT, content);
  }

  @Override
  public void errors(byte[] content) throws IOException {
    send(STDERR, content);
  }

  private void send(String type, byte[] content) throws IOException {
    @Nullable Integer stream = streams.get(type);
    if (stream != null) {
      peer.send(stream, content);
    }
  }

  @Override
  public void finish(byte[] status) throws IOException {
    send(ERROR, status);
    for (int stream : streams.values()) {
      peer.end(stream);
    }
  }
}
