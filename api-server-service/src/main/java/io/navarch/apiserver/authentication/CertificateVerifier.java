package io.navarch.apiserver.authentication;

import jakarta.servlet.http.HttpServletRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/**
 * Whether an authority vouches for a client's certificate. Verified chains are remembered until
 * their certificate ends, for a signature check costs more than most requests.
 */
@Component
@RequiredArgsConstructor
final class CertificateVerifier {

  private static final String CHAIN = "jakarta.servlet.request.X509Certificate";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String ANY_USAGE = "2.5.29.37.0";
  private static final int MAX_REMEMBERED = 10_000;

  private final Clock clock;
  private final Map<Verified, Instant> remembered = new ConcurrentHashMap<>();

  /** The certificates that came with the connection. */
  static List<X509Certificate> chainOf(HttpServletRequest request) {
    return request.getAttribute(CHAIN) instanceof X509Certificate[] chain
        ? List.of(chain)
        : List.of();
  }

  static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that has no encoding", e);
    }
  }

  boolean isTrusted(List<X509Certificate> chain, List<X509Certificate> authorities) {
    var key = new Verified(chain, authorities);
    var now = clock.instant();
    var until = remembered.get(key);
    if (until != null) {
      return now.isBefore(until);
    }
    if (authorities.isEmpty() || !mayAuthenticateClients(chain.getFirst()) || !verify(key, now)) {
      return false;
    }
    if (remembered.size() >= MAX_REMEMBERED) {
      remembered.clear();
    }
    var end = chain.stream().map(c -> c.getNotAfter().toInstant()).min(Instant::compareTo);
    remembered.put(key, end.orElseThrow());
    return true;
  }

  private static boolean mayAuthenticateClients(X509Certificate certificate) {
    try {
      var usages = certificate.getExtendedKeyUsage();
      return usages == null || usages.contains(CLIENT_AUTH) || usages.contains(ANY_USAGE);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean verify(Verified subject, Instant now) {
    var anchors =
        subject.authorities().stream()
            .map(a -> new TrustAnchor(a, null))
            .collect(Collectors.toSet());
    // An authority that the client sends along is trusted for itself, not for being sent.
    var path = subject.chain().stream().filter(c -> !subject.authorities().contains(c)).toList();
    try {
      var parameters = new PKIXParameters(anchors);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private record Verified(List<X509Certificate> chain, List<X509Certificate> authorities) {}
}
