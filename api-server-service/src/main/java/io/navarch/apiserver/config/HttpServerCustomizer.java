package io.navarch.apiserver.config;

import io.navarch.apiserver.pki.ClusterPki;
import io.navarch.apiserver.pki.PkiRenewed;
import java.util.Arrays;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Makes the server speak HTTPS as an api-server must: optional client certificates, HTTP/2 with
 * enough streams for all watches of a client, any path that a proxied service may have.
 */
@Component
class HttpServerCustomizer
    implements WebServerFactoryCustomizer<JettyServletWebServerFactory>, Ordered {

  private final HttpServerProperties properties;
  private final ServingContext tls;

  HttpServerCustomizer(HttpServerProperties properties, ClusterPki pki) {
    this.properties = properties;
    tls = new ServingContext(pki.material());
  }

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE; // after the customizers that read server.jetty.*
  }

  @Override
  public void customize(JettyServletWebServerFactory factory) {
    factory.addServerCustomizers(this::secure);
  }

  @EventListener
  void onRenewal(PkiRenewed renewed) {
    tls.renew(renewed.material());
  }

  private void secure(Server server) {
    var connectors =
        Arrays.stream(server.getConnectors()).map(c -> secure(server, (ServerConnector) c));
    server.setConnectors(connectors.toArray(Connector[]::new));
    for (var context : server.getDescendants(WebAppContext.class)) {
      context.getServletHandler().setDecodeAmbiguousURIs(true);
    }
  }

  private ServerConnector secure(Server server, ServerConnector plain) {
    var http = httpConfiguration();
    var http2 = new HTTP2ServerConnectionFactory(http);
    http2.setMaxConcurrentStreams(properties.maxStreamsPerConnection());
    http2.setInitialStreamRecvWindow((int) properties.streamWindow().toBytes());
    http2.setInitialSessionRecvWindow((int) properties.connectionWindow().toBytes());
    http2.setStreamIdleTimeout(0); // a quiet watch is not an idle one
    var alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
    var secured =
        new ServerConnector(
            server,
            new SslConnectionFactory(tls, alpn.getProtocol()),
            alpn,
            http2,
            new HttpConnectionFactory(http));
    secured.setHost(plain.getHost());
    secured.setPort(plain.getPort());
    secured.setAcceptQueueSize(properties.acceptQueueSize());
    secured.setIdleTimeout(properties.idleTimeout().toMillis());
    secured.setShutdownIdleTimeout(plain.getShutdownIdleTimeout());
    return secured;
  }

  private HttpConfiguration httpConfiguration() {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize((int) properties.maxHeaderSize().toBytes());
    http.setResponseHeaderSize((int) properties.maxResponseHeaderSize().toBytes());
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setIdleTimeout(-1);
    var client = new SecureRequestCustomizer(false);
    http.addCustomizer(client);
    return http;
  }
}
