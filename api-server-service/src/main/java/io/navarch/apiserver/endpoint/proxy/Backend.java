package io.navarch.apiserver.endpoint.proxy;

import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request is handed on to.
 *
 * @param tls with which it is spoken to; null for plain HTTP
 * @param verifiesHost whether its certificate must be valid for the host
 */
record Backend(String host, int port, @Nullable SSLSocketFactory tls, boolean verifiesHost) {

  static Backend plain(String host, int port) {
    return new Backend(host, port, null, false);
  }

  /** Host and port as a URL spells them. */
  String authority() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  String scheme() {
    return tls == null ? "http" : "https";
  }
}
