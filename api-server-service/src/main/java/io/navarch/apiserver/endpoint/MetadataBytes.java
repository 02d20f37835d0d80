package io.navarch.apiserver.endpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Cuts the metadata out of an object's stored bytes: what comes after it, most of the object, is
 * not even read.
 */
final class MetadataBytes {

  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] HEAD =
      "{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_METADATA = "{}}".getBytes(StandardCharsets.US_ASCII);

  private MetadataBytes() {}

  /** Writes the {@code PartialObjectMetadata} of an object. */
  static void write(OutputStream out, byte[] object) throws IOException {
    out.write(HEAD);
    try (var parser = JSON.createParser(ObjectReadContext.empty(), object)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean wanted = parser.currentName().equals("metadata");
        parser.nextToken();
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        if (wanted) {
          out.write(object, start, (int) parser.currentLocation().getByteOffset() - start);
          out.write('}');
          return;
        }
      }
    }
    out.write(NO_METADATA);
  }
}
