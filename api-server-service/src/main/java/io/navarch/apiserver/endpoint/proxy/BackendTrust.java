package io.navarch.apiserver.endpoint.proxy;

import io.navarch.apiserver.pki.ClusterPki;
import io.navarch.apiserver.pki.Credential;
import io.navarch.apiserver.pki.PkiMaterial;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How backends are spoken to over TLS. Node agents see this server's own certificate and must show
 * one that can be verified; Pods and Services are believed, because nobody could vouch for what
 * they run.
 */
@Component
final class BackendTrust {

  private static final char[] NO_PASSWORD = {};

  private final ClusterPki pki;
  private final KubeletProperties properties;
  private final SSLSocketFactory workloads;
  private volatile @Nullable Agents agents;

  /** What node agents are spoken to with, and what it was made of. */
  private record Agents(PkiMaterial material, SSLSocketFactory factory) {}

  BackendTrust(ClusterPki pki, KubeletProperties properties) {
    this.pki = pki;
    this.properties = properties;
    this.workloads = believing();
  }

  /** For node agents. Made anew when certificates were renewed. */
  SSLSocketFactory ofNodeAgents() {
    var known = agents;
    var material = pki.material();
    if (known == null || !known.material().equals(material)) {
      known = new Agents(material, ofNodeAgents(material));
      agents = known;
    }
    return known.factory();
  }

  private SSLSocketFactory ofNodeAgents(PkiMaterial material) {
    try {
      var trust =
          properties.insecureSkipTlsVerify()
              ? new TrustManager[] {new Believe()}
              : trust(nodeAuthorities(material));
      return factory(keys(material.kubeletClient()), trust);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("node agents can't be spoken to over TLS", e);
    } catch (IOException e) {
      throw new UncheckedIOException("node agents can't be spoken to over TLS", e);
    }
  }

  /** For Pods and Services. */
  SSLSocketFactory ofWorkloads() {
    return workloads;
  }

  /** For whoever shows a certificate of these authorities; of those of the machine if none. */
  static SSLSocketFactory trusting(String authorities)
      throws GeneralSecurityException, IOException {
    if (authorities.isBlank()) {
      return SSLContext.getDefault().getSocketFactory();
    }
    var pem = new ByteArrayInputStream(authorities.getBytes(StandardCharsets.UTF_8));
    var parsed = CertificateFactory.getInstance("X.509").generateCertificates(pem);
    return factory(new KeyManager[0], trust(parsed));
  }

  private static SSLSocketFactory believing() {
    try {
      return factory(new KeyManager[0], new TrustManager[] {new Believe()});
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("workloads can't be spoken to over TLS", e);
    }
  }

  private Collection<? extends Certificate> nodeAuthorities(PkiMaterial material)
      throws GeneralSecurityException, IOException {
    var file = properties.certificateAuthority();
    if (file == null) {
      return material.clusterAuthorities();
    }
    try (InputStream pem = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(pem);
    }
  }

  private static SSLSocketFactory factory(KeyManager[] keys, TrustManager[] trust)
      throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(keys, trust, new SecureRandom());
    return context.getSocketFactory();
  }

  private static KeyManager[] keys(Credential credential)
      throws GeneralSecurityException, IOException {
    var store = emptyStore();
    store.setKeyEntry(
        "client", credential.key(), NO_PASSWORD, credential.chain().toArray(Certificate[]::new));
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    return keys.getKeyManagers();
  }

  private static TrustManager[] trust(Collection<? extends Certificate> authorities)
      throws GeneralSecurityException, IOException {
    var store = emptyStore();
    int index = 0;
    for (var authority : authorities) {
      store.setCertificateEntry("authority-" + index++, authority);
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  /** Believes every certificate, whomever it names. */
  private static final class Believe extends X509ExtendedTrustManager {

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}
  }
}
