package io.navarch.apiserver.endpoint.patch;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of patch, each with the media type that a request names it by. */
public enum PatchType {
  JSON("application/json-patch+json"),
  MERGE("application/merge-patch+json"),
  STRATEGIC_MERGE("application/strategic-merge-patch+json"),
  APPLY_YAML("application/apply-patch+yaml"),
  APPLY_CBOR("application/apply-patch+cbor");

  private final String mediaType;

  PatchType(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type, without parameters. */
  public String mediaType() {
    return mediaType;
  }

  /** Whether the body is a configuration to apply and not a change to make. */
  public boolean isApply() {
    return this == APPLY_YAML || this == APPLY_CBOR;
  }

  /** The patch type of a media type without parameters. */
  public static Optional<PatchType> of(String mediaType) {
    return Arrays.stream(values()).filter(t -> t.mediaType.equalsIgnoreCase(mediaType)).findFirst();
  }
}
