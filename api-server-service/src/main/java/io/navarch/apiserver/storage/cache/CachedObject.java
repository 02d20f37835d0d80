package io.navarch.apiserver.storage.cache;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** An object of the cache. Its bytes are shared and must not be changed. */
public interface CachedObject {

  /** {@code namespace/name}, or {@code name}. */
  String key();

  /** Its resourceVersion. */
  long revision();

  /** Encoded in the storage version, resourceVersion included. */
  byte[] json();

  /** {@code metadata.labels}. */
  Map<String, String> labels();

  /** A fresh tree that belongs to the caller. */
  ObjectNode tree();
}
