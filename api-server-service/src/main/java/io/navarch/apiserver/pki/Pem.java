package io.navarch.apiserver.pki;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Certificates and keys as the text that every tool reads. */
public final class Pem {

  private Pem() {}

  /** Certificates one after the other. */
  public static String of(List<X509Certificate> certificates) {
    return write(certificates.stream());
  }

  /** A public key. */
  public static String of(PublicKey key) {
    return write(Stream.of(key));
  }

  /** A private key, PKCS #8. */
  public static String of(PrivateKey key) {
    try {
      return write(Stream.of(new JcaPKCS8Generator(key, null).generate()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All certificates of a text; whatever else it holds is skipped. */
  public static List<X509Certificate> certificates(String pem) {
    return read(
        pem, o -> o instanceof X509CertificateHolder h ? List.of(certificate(h)) : List.of());
  }

  /** The first private key of a text: PKCS #1, PKCS #8 or SEC 1. */
  public static PrivateKey privateKey(String pem) {
    return Pem.<PrivateKey>read(
            pem,
            o ->
                switch (o) {
                  case PEMKeyPair pair -> List.of(privateKey(pair.getPrivateKeyInfo()));
                  case PrivateKeyInfo info -> List.of(privateKey(info));
                  default -> List.of();
                })
        .stream()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no private key found"));
  }

  /** All public keys of a text: keys themselves, those of certificates, those of private keys. */
  public static List<PublicKey> publicKeys(String pem) {
    return read(
        pem,
        o ->
            switch (o) {
              case SubjectPublicKeyInfo info -> List.of(publicKey(info));
              case PEMKeyPair pair -> List.of(publicKey(pair.getPublicKeyInfo()));
              case X509CertificateHolder holder -> List.of(certificate(holder).getPublicKey());
              case PrivateKeyInfo info -> List.of(KeyPairs.publicKeyOf(privateKey(info)));
              default -> List.of();
            });
  }

  private static X509Certificate certificate(X509CertificateHolder holder) {
    try {
      return new JcaX509CertificateConverter().getCertificate(holder);
    } catch (CertificateException e) {
      throw new IllegalArgumentException("unreadable certificate", e);
    }
  }

  private static PrivateKey privateKey(PrivateKeyInfo info) {
    try {
      return new JcaPEMKeyConverter().getPrivateKey(info);
    } catch (PEMException e) {
      throw new IllegalArgumentException("unreadable private key", e);
    }
  }

  private static PublicKey publicKey(SubjectPublicKeyInfo info) {
    try {
      return new JcaPEMKeyConverter().getPublicKey(info);
    } catch (PEMException e) {
      throw new IllegalArgumentException("unreadable public key", e);
    }
  }

  private static <T> List<T> read(String pem, Function<Object, List<? extends T>> pick) {
    try (var parser = new PEMParser(new StringReader(pem))) {
      var found = new ArrayList<T>();
      for (var o = parser.readObject(); o != null; o = parser.readObject()) {
        found.addAll(pick.apply(o));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String write(Stream<?> objects) {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      for (var o : objects.toList()) {
        writer.writeObject(o);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
