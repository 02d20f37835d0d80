package io.navarch.apiserver.network;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/**
 * Where others reach this server: the configured address, else the one with which this machine
 * speaks to the world.
 */
@Slf4j
@Component
public final class AdvertisedAddress {

  private static final String LOOPBACK = "127.0.0.1";

  private final String configured;
  private final String value;

  public AdvertisedAddress(NetworkProperties network) {
    configured = network.advertiseAddress();
    value = configured.isEmpty() ? ownAddress() : configured;
  }

  /** The address. */
  public String value() {
    return value;
  }

  /** For clients on this machine: the configured address, else the loopback one. */
  public String local() {
    return configured.isEmpty() ? LOOPBACK : configured;
  }

  /** Connecting a datagram socket sends nothing; it only looks up the route. */
  private static String ownAddress() {
    try (var socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9));
      return socket.getLocalAddress().getHostAddress();
    } catch (IOException e) {
      log.atInfo().addKeyValue("why", e.getMessage()).log("no route to the world");
      return LOOPBACK;
    }
  }
}
