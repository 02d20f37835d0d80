package io.navarch.apiserver.authentication;

import io.navarch.apiserver.pki.ClusterPki;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.UserInfo;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Client certificates: the common name is the user, the organisations are the groups. */
@Slf4j
@Component
@Order(AuthenticationOrder.CLIENT_CERTIFICATE)
@RequiredArgsConstructor
final class ClientCertificates implements Authenticator {

  private final ClusterPki pki;
  private final CertificateVerifier verifier;

  @Override
  public Optional<UserInfo> authenticate(HttpServletRequest request) {
    var chain = CertificateVerifier.chainOf(request);
    if (chain.isEmpty()) {
      return Optional.empty();
    }
    if (!verifier.isTrusted(chain, pki.material().clientAuthorities())) {
      log.atInfo()
          .addKeyValue("subject", chain.getFirst().getSubjectX500Principal())
          .log("client certificate refused");
      throw ApiStatusException.unauthorized();
    }
    return Optional.of(user(chain.getFirst()));
  }

  private static UserInfo user(X509Certificate certificate) {
    var name = attributes(certificate, "CN");
    if (name.isEmpty() || name.getFirst().isEmpty()) {
      throw ApiStatusException.unauthorized();
    }
    var uid = attributes(certificate, "1.3.6.1.4.1.57683.2");
    return new UserInfo(
        name.getFirst(),
        uid.isEmpty() ? "" : uid.getFirst(),
        attributes(certificate, "O"),
        Map.of(
            "authentication.kubernetes.io/credential-id",
            List.of("X509SHA256=" + CertificateVerifier.fingerprint(certificate))));
  }

  /** Values in the order of the certificate, which is the reverse of the text's. */
  static List<String> attributes(X509Certificate certificate, String type) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(r -> r.getType().equalsIgnoreCase(type))
              .map(Rdn::getValue)
              .map(String::valueOf)
              .toList();
    } catch (InvalidNameException e) {
      throw new IllegalStateException("a subject that can't be read back", e);
    }
  }
}
