package io.navarch.nodeagent.network;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * The network namespace of one node. Several nodes can live on one machine, each in its own
 * namespace, while their agents share one process; a socket keeps the namespace in which it was
 * opened, so whatever must speak as the node opens its channels here and uses them anywhere.
 *
 * <p>Safe for use by many threads. Nothing here is cached: a namespace that is removed and made
 * again under the same path is found again.
 */
public interface NetworkNamespace {

  /** The namespace that the process itself runs in. */
  static NetworkNamespace own() {
    return new OwnNamespace();
  }

  /**
   * The namespace behind a file such as {@code /run/netns/node1} or {@code /proc/4711/ns/net}; an
   * empty path is the process's own.
   */
  static NetworkNamespace at(Path file) {
    return file.toString().isEmpty() ? own() : new NamedNamespace(file);
  }

  /**
   * Runs something short inside the namespace: on a thread of its own, which ends with it. The
   * action must not start threads, because they would stay in the namespace, and must not wait for
   * others.
   *
   * @throws IOException when the namespace cannot be entered, or from the action itself
   */
  <T> T call(NamespaceAction<T> action) throws IOException;

  /** The same command, to be run inside the namespace by a process that is outside. */
  List<String> command(List<String> command);

  /** An unbound, blocking server socket channel that lives in the namespace. */
  default ServerSocketChannel openServerSocket() throws IOException {
    return call(ServerSocketChannel::open);
  }

  /** An unconnected, blocking socket channel that lives in the namespace. */
  default SocketChannel openSocket() throws IOException {
    return call(SocketChannel::open);
  }

  /** An unbound, blocking datagram channel for IPv4 that lives in the namespace. */
  default DatagramChannel openDatagram() throws IOException {
    return openDatagram(StandardProtocolFamily.INET);
  }

  /** An unbound, blocking datagram channel of the given family that lives in the namespace. */
  default DatagramChannel openDatagram(ProtocolFamily family) throws IOException {
    return call(() -> DatagramChannel.open(family));
  }
}
