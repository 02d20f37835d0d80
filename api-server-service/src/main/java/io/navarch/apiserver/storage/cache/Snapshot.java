package io.navarch.apiserver.storage.cache;

import java.util.Optional;
import java.util.stream.Stream;

/** The state of a collection as of one revision; immutable, and cheap to hold. */
public interface Snapshot {

  /** The revision it is the state of. */
  long revision();

  /** How many objects there are. */
  int size();

  /** The object under a key. */
  Optional<CachedObject> find(String key);

  /**
   * The objects in the order of their keys.
   *
   * @param prefix {@code namespace/}, or empty for all
   * @param after exclusive key to go on after, or empty
   */
  Stream<CachedObject> stream(String prefix, String after);
}
