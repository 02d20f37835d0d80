package io.navarch.nodeagent.runtime.docker;

import io.navarch.nodeagent.network.NetworkNamespace;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.RuntimeFailure.Code;
import io.navarch.nodeagent.runtime.SandboxId;
import io.navarch.nodeagent.runtime.StreamRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;

/** Commands with streams, attaching and forwarding of ports. */
final class DockerStreams implements AutoCloseable {

  private static final String COMMANDS = "v4.channel.k8s.io";
  private static final String PORTS = "portforward.k8s.io";

  private final Engine engine;
  private final DockerSandboxes sandboxes;
  private final StreamServer server;

  DockerStreams(Engine engine, DockerSandboxes sandboxes, NetworkNamespace node) {
    this.engine = engine;
    this.sandboxes = sandboxes;
    this.server = new StreamServer(node);
  }

  URI exec(ContainerId container, StreamRequest wanted) {
    var id =
        engine.ask(docker ->
            docker
                .execCreateCmd(container.value())
                .withAttachStdin(wanted.stdin())
                .withAttachStdout(wanted.stdout())
                .withAttachStderr(wanted.stderr() && !wanted.tty())
                .withTty(wanted.tty())
                .withCmd(wanted.command().toArray(String[]::new))
                .exec()
                .getId());
    return offer(wanted, new Exec(engine, id, wanted.tty()));
  }

  URI attach(ContainerId container, StreamRequest wanted) {
    var found = engine.ask(docker -> docker.inspectContainerCmd(container.value()).exec());
    if (!Statuses.isTrue(found.getState().getRunning())) {
      throw new RuntimeFailure(Code.OTHER, "container \"%s\" is not running".formatted(container));
    }
    return offer(wanted, new Attachment(engine, container, wanted));
  }

  private URI offer(StreamRequest wanted, CommandSession.Command command) {
    return offer(
        COMMANDS,
        peer -> {
          try (var session = new CommandSession(wanted, command)) {
            peer.read(new SpdyCommand(peer, session));
          }
        });
  }

  URI portForward(SandboxId sandbox) {
    var namespace =
        sandboxes
            .findNamespace(sandbox)
            .orElseThrow(() ->
                new RuntimeFailure(Code.NOT_FOUND, "sandbox \"%s\": not found".formatted(sandbox)));
    return offer(
        PORTS,
        peer -> {
          try (var ports = new SpdyPorts(peer, NetworkNamespace.at(namespace))) {
            peer.read(ports);
          }
        });
  }

  private URI offer(String protocol, StreamServer.Conversation conversation) {
    try {
      return server.offer(protocol, conversation);
    } catch (IOException e) {
      var message = "no streams can be served: " + e.getMessage();
      throw new RuntimeFailure(Code.OTHER, message, message, e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** A new command in a container. */
  private record Exec(Engine engine, String id, boolean tty) implements CommandSession.Command {

    @Override
    public EngineSocket start() throws IOException {
      var body = "{\"Detach\":false,\"Tty\":%b}".formatted(tty);
      return EngineSocket.open(engine.endpoint(), "/exec/" + id + "/start", body);
    }

    @Override
    public void resize(int width, int height) {
      engine.tell(docker -> docker.resizeExecCmd(id).withSize(height, width).exec());
    }

    @Override
    public int exitCode() {
      var code = engine.ask(docker -> docker.inspectExecCmd(id).exec()).getExitCodeLong();
      return Objects.requireNonNullElse(code, 0L).intValue();
    }
  }

  /** The process that a container is for. */
  private record Attachment(Engine engine, ContainerId container, StreamRequest wanted)
      implements CommandSession.Command {

    @Override
    public EngineSocket start() throws IOException {
      var target =
          "/containers/%s/attach?stream=1&stdin=%d&stdout=%d&stderr=%d"
              .formatted(
                  container, flag(wanted.stdin()), flag(wanted.stdout()), flag(wanted.stderr()));
      return EngineSocket.open(engine.endpoint(), target, "");
    }

    private static int flag(boolean value) {
      return value ? 1 : 0;
    }

    @Override
    public void resize(int width, int height) {
      engine.tell(
          docker -> docker.resizeContainerCmd(container.value()).withSize(height, width).exec());
    }

    @Override
    public int exitCode() {
      return 0;
    }
  }
}
