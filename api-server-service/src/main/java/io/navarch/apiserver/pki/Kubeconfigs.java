package io.navarch.apiserver.pki;

import io.navarch.apiserver.network.AdvertisedAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes a kubeconfig for the administrator, each component, Prometheus and each configured node,
 * as soon as the server knows its port, and again after each renewal. They hold their certificates,
 * so that they may be copied elsewhere.
 */
@Component
final class Kubeconfigs {

  private final PkiProperties properties;
  private final AdvertisedAddress address;
  private final ClusterPki pki;
  private final PkiDirectory directory;
  private volatile String server = "";

  Kubeconfigs(PkiProperties properties, AdvertisedAddress address, ClusterPki pki) {
    this.properties = properties;
    this.address = address;
    this.pki = pki;
    directory = new PkiDirectory(properties.directory());
  }

  @EventListener
  void onStart(ServletWebServerInitializedEvent event) {
    if (event.getApplicationContext().getServerNamespace() != null) {
      return; // the management server, should it have a port of its own
    }
    var host = address.local();
    server =
        properties.serverUrl().isEmpty()
            ? "https://%s:%d"
                .formatted(
                    host.contains(":") ? "[" + host + "]" : host, event.getWebServer().getPort())
            : properties.serverUrl();
    writeAll();
  }

  @EventListener
  void onRenewal(PkiRenewed renewed) {
    writeAll();
  }

  private void writeAll() {
    write("admin", "kubernetes-admin", "system:masters");
    write("scheduler", "system:kube-scheduler");
    write("controller", "system:kube-controller-manager", "navarch:controllers");
    write("proxy", "system:kube-proxy", "navarch:node-network");
    write("prometheus", "navarch:prometheus", "system:monitoring");
    properties.nodes().forEach(n -> write("node-" + n, "system:node:" + n, "system:nodes"));
  }

  private void write(String file, String user, String... groups) {
    pki.client(file, user, groups)
        .map(c -> text(user, c))
        .filter(t -> !directory.find(file + ".kubeconfig").equals(Optional.of(t)))
        .ifPresent(t -> directory.write(file + ".kubeconfig", t));
  }

  private String text(String user, Credential credential) {
    return """
    apiVersion: v1
    kind: Config
    clusters:
    - name: navarch
      cluster:
        server: %s
        certificate-authority-data: %s
    users:
    - name: %s
      user:
        client-certificate-data: %s
        client-key-data: %s
    contexts:
    - name: navarch
      context:
        cluster: navarch
        user: %s
    current-context: navarch
    preferences: {}
    """
        .formatted(
            server,
            base64(Pem.of(pki.material().clusterAuthorities())),
            user,
            base64(Pem.of(credential.chain())),
            base64(Pem.of(credential.key())),
            user);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
