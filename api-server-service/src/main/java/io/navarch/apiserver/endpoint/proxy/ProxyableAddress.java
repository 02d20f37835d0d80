package io.navarch.apiserver.endpoint.proxy;

import io.navarch.apiserver.request.ApiStatusException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Keeps users from reaching this server's own machine through it. */
final class ProxyableAddress {

  private ProxyableAddress() {}

  /** Checks that a host is none that only this machine could mean. */
  static void check(String host) {
    try {
      for (var address : InetAddress.getAllByName(host)) {
        if (host.isEmpty()
            || address.isAnyLocalAddress()
            || address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isMCLinkLocal()
            || address.isMCNodeLocal()) {
          throw ApiStatusException.badRequest("address not allowed");
        }
      }
    } catch (UnknownHostException e) {
      throw ApiStatusException.badRequest("lookup " + host + ": no such host");
    }
  }
}
