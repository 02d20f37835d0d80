package io.navarch.apiserver.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/** Signs certificates. Certificates start a minute early, for clocks that are behind. */
final class CertificateAuthority {

  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Credential credential;
  private final Clock clock;

  CertificateAuthority(Credential credential, Clock clock) {
    this.credential = credential;
    this.clock = clock;
  }

  /** A new authority that vouches for itself. */
  static Credential selfSigned(String commonName, Duration validity, Clock clock) {
    var keys = KeyPairs.ellipticCurve();
    var name = new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
    try {
      var builder = builder(name, name, keys.getPublic(), validity, clock);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(
              KeyUsage.digitalSignature | KeyUsage.keyEncipherment | KeyUsage.keyCertSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
      return new Credential(keys.getPrivate(), List.of(sign(builder, keys.getPrivate())));
    } catch (GeneralSecurityException | IOException e) {
      throw unsigned(commonName, e);
    }
  }

  /**
   * A new key and its certificate. Clients get RSA keys, which every client library reads from a
   * kubeconfig; some stumble over elliptic ones.
   */
  Credential issue(CertificateRequest request, Duration validity) {
    KeyPair keys = request.names().isEmpty() ? KeyPairs.rsa() : KeyPairs.ellipticCurve();
    try {
      var builder = builder(issuer(), subject(request), keys.getPublic(), validity, clock);
      extend(builder, request);
      return new Credential(keys.getPrivate(), List.of(sign(builder, credential.key())));
    } catch (GeneralSecurityException | IOException e) {
      throw unsigned(request.commonName(), e);
    }
  }

  /** Whether a credential is ours, says what is asked for, and lasts for longer than so. */
  boolean stillVouchesFor(Credential issued, CertificateRequest request, Duration atLeast) {
    var subject = issued.certificate();
    try {
      subject.verify(certificate().getPublicKey());
      return clock.instant().plus(atLeast).isBefore(subject.getNotAfter().toInstant())
          && namesOf(subject).containsAll(normal(request.names()));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Set<String> namesOf(X509Certificate certificate) throws GeneralSecurityException {
    var names = certificate.getSubjectAlternativeNames();
    return names == null
        ? Set.of()
        : names.stream()
            .map(n -> String.valueOf(n.get(1)))
            .map(CertificateAuthority::normal)
            .collect(Collectors.toSet());
  }

  /** One spelling for each address: IPv6 has many. */
  private static String normal(String name) {
    return isAddress(name) ? InetAddress.ofLiteral(name).getHostAddress() : name;
  }

  private static Set<String> normal(List<String> names) {
    return names.stream().map(CertificateAuthority::normal).collect(Collectors.toSet());
  }

  X509Certificate certificate() {
    return credential.certificate();
  }

  private X500Name issuer() {
    return X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded());
  }

  private static X500Name subject(CertificateRequest request) {
    var name = new X500NameBuilder();
    request.organizations().forEach(o -> name.addRDN(BCStyle.O, o));
    return name.addRDN(BCStyle.CN, request.commonName()).build();
  }

  private void extend(JcaX509v3CertificateBuilder builder, CertificateRequest request)
      throws IOException, GeneralSecurityException {
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
    builder.addExtension(
        Extension.extendedKeyUsage,
        false,
        new ExtendedKeyUsage(request.purposes().toArray(KeyPurposeId[]::new)));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate()));
    if (!request.names().isEmpty()) {
      var names =
          request.names().stream()
              .map(n ->
                  new GeneralName(isAddress(n) ? GeneralName.iPAddress : GeneralName.dNSName, n))
              .toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }
  }

  private static boolean isAddress(String name) {
    return IPAddress.isValid(name);
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey key, Duration validity, Clock clock) {
    var now = clock.instant();
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(63, RANDOM).add(BigInteger.ONE),
        Date.from(now.minus(CLOCK_SKEW)),
        Date.from(now.plus(validity)),
        subject,
        key);
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    var algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    try {
      var signer = new JcaContentSignerBuilder(algorithm).build(key);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static RuntimeException unsigned(String name, Exception e) {
    return e instanceof IOException io
        ? new UncheckedIOException("no certificate for " + name, io)
        : new IllegalStateException("no certificate for " + name, e);
  }
}
