package io.navarch.apiserver.endpoint.openapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** The bytes of one answer, as they are and compressed, and the hash of what they say. */
final class Page {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final byte[] plain;
  private final byte[] compressed;
  private final String hash;

  Page(byte[] plain) {
    this.plain = plain.clone();
    this.compressed = compress(plain);
    this.hash = hash(plain);
  }

  byte[] bytes(boolean gzip) {
    return gzip ? compressed.clone() : plain.clone();
  }

  /** SHA-512 in capital digits. */
  String hash() {
    return hash;
  }

  private static byte[] compress(byte[] bytes) {
    var target = new ByteArrayOutputStream(bytes.length / 8);
    try (var gzip = new GZIPOutputStream(target)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return target.toByteArray();
  }

  private static String hash(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }
}
