package io.navarch.nodeagent.server;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.navarch.nodeagent.NodeAgentProperties;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.network.NetworkNamespace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.Base64;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the web server speak TLS, ask callers for certificates and live in the node's network. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

  @Bean
  WebServerFactoryCustomizer<JettyServletWebServerFactory> nodeConnector(
      NodeAgentProperties agent,
      ServerProperties properties,
      NodeIdentity node,
      NetworkNamespace namespace,
      KubernetesClient client,
      Clock clock) {
    return factory ->
        factory.addServerCustomizers(server -> {
          var tls = new SslContextFactory.Server();
          tls.setKeyStore(
              ServingCertificate.load(
                  agent.root().resolve("pki").resolve("server.p12"), node, clock));
          tls.setKeyStorePassword(new String(ServingCertificate.PASSWORD));
          tls.setTrustStore(clientAuthorities(properties, client));
          tls.setWantClientAuth(true);
          tls.setSniRequired(false);
          replaceConnector(server, tls, factory.getPort(), namespace);
        });
  }

  private static void replaceConnector(
      Server server, SslContextFactory.Server tls, int port, NetworkNamespace namespace) {
    var http = new HttpConfiguration();
    http.addCustomizer(new SecureRequestCustomizer(false));
    var connector =
        new ServerConnector(
            server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
    connector.setPort(port);
    try {
      var channel = namespace.openServerSocket();
      channel.bind(new InetSocketAddress(port));
      connector.open(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port, e);
    }
    server.setConnectors(new ServerConnector[] {connector});
  }

  /** Who may sign the certificates of callers. */
  private static KeyStore clientAuthorities(ServerProperties properties, KubernetesClient client) {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int index = 0;
      for (var certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem(properties, client)))) {
        store.setCertificateEntry("ca-" + index++, certificate);
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot read the CA of callers", e);
    }
  }

  private static byte[] pem(ServerProperties properties, KubernetesClient client)
      throws IOException {
    var own = properties.clientCa();
    if (own != null) {
      return Files.readAllBytes(own);
    }
    var config = client.getConfiguration();
    if (config.getCaCertData() != null) {
      return Base64.getDecoder().decode(config.getCaCertData());
    }
    return config.getCaCertFile() == null
        ? new byte[0]
        : Files.readAllBytes(Path.of(config.getCaCertFile()));
  }
}
