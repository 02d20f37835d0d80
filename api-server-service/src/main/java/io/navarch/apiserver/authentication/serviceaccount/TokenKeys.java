package io.navarch.apiserver.authentication.serviceaccount;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.navarch.apiserver.pki.ClusterPki;
import io.navarch.apiserver.pki.ServiceAccountKeys;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Signs and verifies; a key's id is the hash of the key, so that all servers agree on it. */
@Component
public final class TokenKeys {

  private final ServiceAccountKeys keys;
  private final Map<String, PublicKey> byId = new LinkedHashMap<>();

  TokenKeys(ClusterPki pki) {
    keys = pki.serviceAccountKeys();
    keys.verifying().forEach(k -> byId.put(id(k), k));
  }

  /** A signed token. */
  String sign(JWTClaimsSet claims) {
    var publicKey = keys.verifying().getFirst();
    var header = new JWSHeader.Builder(algorithm(publicKey)).keyID(id(publicKey)).build();
    var jwt = new SignedJWT(header, claims);
    try {
      jwt.sign(
          keys.signing() instanceof ECPrivateKey ec
              ? new ECDSASigner(ec)
              : new RSASSASigner(keys.signing()));
    } catch (JOSEException e) {
      throw new IllegalStateException("the service-account key can't sign", e);
    }
    return jwt.serialize();
  }

  /** Whether one of the keys signed the token. */
  boolean verify(SignedJWT token) {
    var id = token.getHeader().getKeyID();
    var candidates =
        id != null && byId.containsKey(id) ? List.of(byId.get(id)) : List.copyOf(byId.values());
    return candidates.stream().anyMatch(k -> verify(token, k));
  }

  /** The public keys as others may fetch them. */
  public List<Map<String, Object>> published() {
    return byId.entrySet().stream().map(e -> jwk(e.getKey(), e.getValue()).toJSONObject()).toList();
  }

  /** The names of the algorithms in use. */
  public List<String> algorithms() {
    return byId.values().stream().map(k -> algorithm(k).getName()).distinct().sorted().toList();
  }

  private static boolean verify(SignedJWT token, PublicKey key) {
    if (!token.getHeader().getAlgorithm().equals(algorithm(key))) {
      return false;
    }
    try {
      return token.verify(
          new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(), key));
    } catch (JOSEException e) {
      return false;
    }
  }

  private static JWK jwk(String id, PublicKey key) {
    return key instanceof ECPublicKey ec
        ? new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec)
            .keyUse(KeyUse.SIGNATURE)
            .keyID(id)
            .algorithm(algorithm(key))
            .build()
        : new RSAKey.Builder((RSAPublicKey) key)
            .keyUse(KeyUse.SIGNATURE)
            .keyID(id)
            .algorithm(algorithm(key))
            .build();
  }

  private static JWSAlgorithm algorithm(PublicKey key) {
    return key instanceof ECPublicKey ec
        ? switch (ec.getParams().getCurve().getField().getFieldSize()) {
          case 384 -> JWSAlgorithm.ES384;
          case 521 -> JWSAlgorithm.ES512;
          default -> JWSAlgorithm.ES256;
        }
        : JWSAlgorithm.RS256;
  }

  private static String id(PublicKey key) {
    try {
      return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()))
          .toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
