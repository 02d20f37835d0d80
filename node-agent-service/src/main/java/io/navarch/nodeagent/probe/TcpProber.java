package io.navarch.nodeagent.probe;

import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.springframework.stereotype.Component;

/** Opens a connection; that it opens is the answer. */
@Component
class TcpProber implements Prober {

  @Override
  public boolean handles(Probe probe) {
    return probe.getTcpSocket() != null;
  }

  @Override
  public ProbeOutcome ask(ProbeTarget target) {
    var action = target.probe().getTcpSocket();
    var port = ContainerPorts.find(action.getPort(), target.container());
    if (port.isEmpty()) {
      return new ProbeOutcome.Unknown(
          "couldn't find port: %s".formatted(action.getPort().getValue()));
    }
    var given = action.getHost();
    var host = given == null || given.isEmpty() ? target.address() : given;
    var where =
        "dial tcp %s:%d: ".formatted(host.contains(":") ? "[" + host + "]" : host, port.get());
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port.get()), (int) target.timeout().toMillis());
      return new ProbeOutcome.Success("");
    } catch (SocketTimeoutException e) {
      return new ProbeOutcome.Failure(where + "i/o timeout");
    } catch (ConnectException e) {
      return new ProbeOutcome.Failure(where + "connect: connection refused");
    } catch (IOException e) {
      return new ProbeOutcome.Failure(where + e.getMessage());
    }
  }
}
