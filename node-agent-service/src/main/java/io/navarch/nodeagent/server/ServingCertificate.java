package io.navarch.nodeagent.server;

import io.navarch.nodeagent.NodeIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The certificate that the agent makes for itself on its first start and keeps. */
final class ServingCertificate {

  static final char[] PASSWORD = "node-agent".toCharArray();
  private static final Duration LIFE = Duration.ofDays(365);
  private static final int SERIAL_BITS = 64;

  private ServingCertificate() {}

  /** The kept certificate with its key, or a new one if there is none or it has ended. */
  static KeyStore load(Path file, NodeIdentity node, Clock clock) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      if (Files.exists(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          store.load(in, PASSWORD);
        }
        if (isGood(store, clock)) {
          return store;
        }
      }
      store.load(null, PASSWORD);
      make(store, node, clock);
      save(store, file);
      return store;
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("cannot make the serving certificate " + file, e);
    }
  }

  private static boolean isGood(KeyStore store, Clock clock) throws GeneralSecurityException {
    return store.getCertificate("server") instanceof X509Certificate certificate
        && certificate.getNotAfter().toInstant().isAfter(clock.instant().plus(Duration.ofDays(30)));
  }

  private static void make(KeyStore store, NodeIdentity node, Clock clock)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    var keys = generator.generateKeyPair();
    var name = new X500Name("CN=system:node:%s,O=system:nodes".formatted(node.name()));
    var from = clock.instant().minus(Duration.ofMinutes(5));
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(SERIAL_BITS, new SecureRandom()),
            Date.from(from),
            Date.from(from.plus(LIFE)),
            name,
            keys.getPublic());
    var names =
        Stream.concat(
                Stream.of(new GeneralName(GeneralName.dNSName, node.name())),
                node.addresses().stream().map(a -> new GeneralName(GeneralName.iPAddress, a)))
            .toArray(GeneralName[]::new);
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    var certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    store.setKeyEntry("server", keys.getPrivate(), PASSWORD, new Certificate[] {certificate});
  }

  private static void save(KeyStore store, Path file) throws GeneralSecurityException, IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
