package io.navarch.apiserver.pki;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys of service-account tokens.
 *
 * @param signing signs new tokens
 * @param verifying verify tokens; the first belongs to the signing key
 */
public record ServiceAccountKeys(PrivateKey signing, List<PublicKey> verifying) {

  public ServiceAccountKeys {
    verifying = List.copyOf(verifying);
  }

  static ServiceAccountKeys load(PkiProperties properties, PkiDirectory directory) {
    var signing = properties.serviceAccountSigningKeyFile();
    var own =
        signing != null
            ? PkiDirectory.read(signing)
            : directory.findOrWrite("sa.key", () -> Pem.of(KeyPairs.rsa().getPrivate()));
    var key = Pem.privateKey(own);
    var publicKey = Pem.publicKeys(own).getFirst();
    if (signing == null) {
      directory.findOrWrite("sa.pub", () -> Pem.of(publicKey));
    }
    var others =
        properties.serviceAccountKeyFiles().stream()
            .flatMap(f -> Pem.publicKeys(PkiDirectory.read(f)).stream());
    return new ServiceAccountKeys(
        key, Stream.concat(Stream.of(publicKey), others).distinct().toList());
  }
}
