package io.navarch.apiserver.config;

import io.navarch.apiserver.pki.PkiMaterial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS of the server's port. It asks for a client certificate and names the authorities it knows,
 * but lets every certificate pass: the authenticator verifies it and answers an invalid one with a
 * {@code Status}, which a broken handshake could not carry.
 */
final class ServingContext extends SslContextFactory.Server {

  private static final String NO_PASSWORD = "";

  private volatile X509Certificate[] authorities = {};

  ServingContext(PkiMaterial material) {
    setWantClientAuth(true);
    setIncludeProtocols("TLSv1.2", "TLSv1.3");
    setCipherComparator(HTTP2Cipher.COMPARATOR);
    setSniRequired(false);
    setEndpointIdentificationAlgorithm(null);
    use(material);
  }

  /** Serves with other certificates from now on; connections that exist stay as they are. */
  void renew(PkiMaterial material) {
    try {
      reload(_ -> use(material));
    } catch (Exception e) { // what Jetty declares
      throw new IllegalStateException("can't serve with the renewed certificate", e);
    }
  }

  private void use(PkiMaterial material) {
    authorities =
        Stream.concat(
                material.clientAuthorities().stream(), material.frontProxyAuthorities().stream())
            .toArray(X509Certificate[]::new);
    setKeyStore(keyStore(material));
    setKeyStorePassword(NO_PASSWORD);
  }

  private static KeyStore keyStore(PkiMaterial material) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "serving",
          material.serving().key(),
          NO_PASSWORD.toCharArray(),
          material.serving().chain().toArray(Certificate[]::new));
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("unusable serving certificate", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected TrustManager[] getTrustManagers(
      @Nullable KeyStore trustStore, @Nullable Collection<? extends CRL> revoked) {
    return new TrustManager[] {new AuthenticatorDecides()};
  }

  /** Lets certificates pass unverified; see the class comment. */
  private final class AuthenticatorDecides extends X509ExtendedTrustManager {

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return authorities.clone();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException("a server has clients only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new UnsupportedOperationException("a server has clients only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      throw new UnsupportedOperationException("a server has clients only");
    }
  }
}
