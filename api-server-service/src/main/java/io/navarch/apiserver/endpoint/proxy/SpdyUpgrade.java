package io.navarch.apiserver.endpoint.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Connects to node agents and changes to SPDY there. */
@Component
@RequiredArgsConstructor
final class SpdyUpgrade {

  private static final int MAX_REFUSAL = 50_000;

  private final Forwarder forwarder;

  /** An agent does not change the protocol. */
  static final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean worded;

    RefusedException(String message, boolean worded) {
      super(message);
      this.worded = worded;
    }

    /** Whether the words are the agent's own, from a {@code Status}. */
    boolean isWorded() {
      return worded;
    }
  }

  /**
   * A connection whose protocol has been changed.
   *
   * @throws RefusedException if the agent answers otherwise
   */
  BackendConnection connect(Target target, String method, String protocol) throws IOException {
    var connection = forwarder.connect(target.backend());
    boolean upgraded = false;
    try {
      var headers = new Headers();
      headers.add("Host", target.backend().authority());
      headers.add("Connection", "Upgrade");
      headers.add("Upgrade", "SPDY/3.1");
      headers.add("X-Stream-Protocol-Version", protocol);
      headers.add("Content-Length", "0");
      HttpWire.writeRequest(connection.out(), method, target.requestTarget(), headers);
      var answer = HttpWire.readResponse(connection.in(), method);
      if (answer.status() != 101) {
        throw refused(answer);
      }
      upgraded = true;
      return connection;
    } finally {
      if (!upgraded) {
        connection.abandon();
      }
    }
  }

  private static RefusedException refused(BackendResponse answer) throws IOException {
    var text = new String(answer.body().readNBytes(MAX_REFUSAL), UTF_8).strip();
    try {
      var status = JsonMapper.shared().readTree(text);
      if (status.path("kind").asString("").equals("Status")) {
        return new RefusedException(status.path("message").asString(""), true);
      }
    } catch (JacksonException _) {
      // plain words
    }
    return new RefusedException("unable to upgrade connection: " + text, false);
  }
}
