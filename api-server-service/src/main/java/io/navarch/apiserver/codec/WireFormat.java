package io.navarch.apiserver.codec;

import java.util.Locale;
import java.util.Optional;

/** How objects are spelled on the wire. */
public enum WireFormat {
  JSON("application/json"),
  YAML("application/yaml"),
  PROTOBUF("application/vnd.kubernetes.protobuf");

  private final String mediaType;

  WireFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type without parameters. */
  public String mediaType() {
    return mediaType;
  }

  /** The format that a {@code Content-Type} names; no name means JSON. */
  public static Optional<WireFormat> ofContentType(String contentType) {
    int end = contentType.indexOf(';');
    var plain = (end < 0 ? contentType : contentType.substring(0, end)).strip();
    return switch (plain.toLowerCase(Locale.ROOT)) {
      case "", "application/json" -> Optional.of(JSON);
      case "application/yaml" -> Optional.of(YAML);
      case "application/vnd.kubernetes.protobuf" -> Optional.of(PROTOBUF);
      default -> Optional.empty();
    };
  }
}
