package io.navarch.apiserver.pki;

import java.util.List;
import lombok.Builder;
import lombok.With;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * What a certificate is to say.
 *
 * @param names DNS names and addresses it is valid for
 */
@Builder
@With
record CertificateRequest(
    String commonName,
    List<String> organizations,
    List<String> names,
    List<KeyPurposeId> purposes) {

  CertificateRequest {
    organizations = List.copyOf(organizations);
    names = List.copyOf(names);
    purposes = List.copyOf(purposes);
  }

  /** A certificate for a user of these groups. */
  static CertificateRequest client(String user, String... groups) {
    return new CertificateRequest(
        user, List.of(groups), List.of(), List.of(KeyPurposeId.id_kp_clientAuth));
  }

  /** A certificate for a server under these names. */
  static CertificateRequest server(String commonName, List<String> names) {
    return new CertificateRequest(
        commonName, List.of(), names, List.of(KeyPurposeId.id_kp_serverAuth));
  }
}
