package io.navarch.schema.source;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The kinds of Kubernetes itself, as the build has written them down. */
public final class BuiltInCatalogue {

  /** The name of the generated resource, beside this class. */
  public static final String RESOURCE = "catalogue.bin";

  private BuiltInCatalogue() {}

  /** Reads the catalogue. Takes some tens of milliseconds; keep what it returns. */
  public static IndexedCatalogue load() {
    try (var stream = BuiltInCatalogue.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(RESOURCE + " is missing: the build generates it");
      }
      return new CatalogueReader(CodedInputStream.newInstance(stream.readAllBytes())).read();
    } catch (IOException e) {
      throw new UncheckedIOException("the catalogue can't be read", e);
    }
  }
}
