package io.navarch.apiserver.endpoint.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.navarch.apiserver.endpoint.upgrade.UpgradedConnection;
import io.navarch.apiserver.endpoint.upgrade.UpgradedConnection.Conversation;
import io.navarch.apiserver.endpoint.upgrade.WebSocket;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A command with its streams: the client speaks {@code v5.channel.k8s.io} over WebSocket, where a
 * message's first byte names its channel and a client can end one of them; the node agent speaks
 * SPDY, with a stream for each channel.
 */
@Slf4j
@RequiredArgsConstructor
final class StreamTranslation implements Conversation {

  /** The protocol that clients ask for. */
  static final String PROTOCOL = "v5.channel.k8s.io";

  private static final String AGENT_PROTOCOL = "v4.channel.k8s.io";
  private static final byte STDIN = 0;
  private static final byte STDOUT = 1;
  private static final byte STDERR = 2;
  private static final byte ERROR = 3;
  private static final byte RESIZE = 4;
  private static final int CLOSE = 255;

  private final SpdyUpgrade agents;
  private final Target target;
  private final CommandStreams wanted;
  private volatile @Nullable BackendConnection backend;
  private volatile boolean ended;

  @Override
  public void hold(UpgradedConnection client) throws IOException {
    var socket = new WebSocket(client.in(), client.out());
    socket.sendBinary(new byte[] {wanted.stdout() ? STDOUT : wanted.stderr() ? STDERR : ERROR});
    var connection = connect(socket);
    if (connection.isPresent()) {
      var agent = connection.get();
      var spdy = new SpdyConnection(agent.in(), agent.out());
      var output = new Output(socket);
      var input = open(spdy, output);
      Thread.ofVirtual().name(client.name() + "-in").start(() -> take(client, socket, spdy, input));
      carryOut(socket, spdy, output);
    }
    socket.sendClose(WebSocket.NORMAL, "");
  }

  /** Hands on what the agent says, to its end, which is a success unless it says otherwise. */
  private static void carryOut(WebSocket socket, SpdyConnection spdy, Output output)
      throws IOException {
    try {
      spdy.read(output);
      if (!output.reported) {
        report(socket, outcome("Success"));
      }
    } catch (IOException e) {
      report(socket, failure(e, false));
    }
  }

  /** Connects; what is in the way is told on the channel of errors. */
  private Optional<BackendConnection> connect(WebSocket socket) throws IOException {
    try {
      var connection = agents.connect(target, "POST", AGENT_PROTOCOL);
      backend = connection;
      if (ended) {
        connection.abandon();
      }
      return Optional.of(connection);
    } catch (IOException e) {
      boolean worded = e instanceof SpdyUpgrade.RefusedException r && r.isWorded();
      report(socket, failure(e, worded));
      return Optional.empty();
    }
  }

  /** Opens the streams in the order in which agents expect them; the input ones by channel. */
  private Map<Integer, Integer> open(SpdyConnection spdy, Output output) throws IOException {
    int error = spdy.open("streamtype", "error");
    spdy.end(error);
    output.add(error, ERROR);
    var input = new HashMap<Integer, Integer>();
    if (wanted.stdin()) {
      input.put((int) STDIN, spdy.open("streamtype", "stdin"));
    }
    if (wanted.stdout()) {
      output.add(spdy.open("streamtype", "stdout"), STDOUT);
    }
    if (wanted.stderr()) {
      output.add(spdy.open("streamtype", "stderr"), STDERR);
    }
    if (wanted.tty()) {
      input.put((int) RESIZE, spdy.open("streamtype", "resize"));
    }
    return input;
  }

  /** Hands on what the client says, until it goes. */
  private void take(
      UpgradedConnection client,
      WebSocket socket,
      SpdyConnection spdy,
      Map<Integer, Integer> input) {
    try {
      for (var message = socket.receive(); message.isPresent(); message = socket.receive()) {
        hand(message.get(), spdy, input);
      }
    } catch (IOException e) {
      log.atDebug().setCause(e).addKeyValue("connection", client.name()).log("client broke");
    } finally {
      client.close();
    }
  }

  private static void hand(byte[] message, SpdyConnection spdy, Map<Integer, Integer> input)
      throws IOException {
    int channel = message.length == 0 ? -1 : message[0] & 0xff;
    if (channel == CLOSE && message.length > 1) {
      @Nullable Integer stream = input.remove(message[1] & 0xff);
      if (stream != null) {
        spdy.end(stream);
      }
      return;
    }
    @Nullable Integer stream = input.get(channel);
    if (stream != null && message.length > 1) {
      spdy.send(stream, Arrays.copyOfRange(message, 1, message.length));
    }
  }

  private static ObjectNode outcome(String status) {
    var tree = JsonMapper.shared().createObjectNode();
    tree.putObject("metadata");
    return tree.put("status", status);
  }

  private static ObjectNode failure(IOException e, boolean worded) {
    var why = String.valueOf(e.getMessage());
    var failure = outcome("Failure");
    failure.put("message", worded ? why : "Internal error occurred: " + why);
    failure.put("reason", "InternalError");
    failure.putObject("details").putArray("causes").addObject().put("message", why);
    return failure.put("code", 500);
  }

  private static void report(WebSocket socket, ObjectNode status) throws IOException {
    send(socket, ERROR, status.toString().getBytes(UTF_8));
  }

  private static void send(WebSocket socket, byte channel, byte[] content) throws IOException {
    byte[] message = new byte[content.length + 1];
    message[0] = channel;
    System.arraycopy(content, 0, message, 1, content.length);
    socket.sendBinary(message);
  }

  @Override
  public void end() {
    ended = true;
    var connection = backend;
    if (connection != null) {
      connection.abandon();
    }
  }

  /** What the agent says, handed on to the client by channel. */
  @RequiredArgsConstructor
  private static final class Output implements SpdyConnection.Receiver {

    private final WebSocket socket;
    private final Map<Integer, Byte> channels = new HashMap<>();
    private final Set<Integer> open = new HashSet<>();
    private boolean reported;

    void add(int stream, byte channel) {
      channels.put(stream, channel);
      open.add(stream);
    }

    @Override
    public void data(int stream, byte[] content) throws IOException {
      @Nullable Byte channel = channels.get(stream);
      if (channel != null) {
        reported |= channel == ERROR;
        send(socket, channel, content);
      }
    }

    @Override
    public boolean ended(int stream) {
      open.remove(stream);
      return !open.isEmpty();
    }
  }
}
