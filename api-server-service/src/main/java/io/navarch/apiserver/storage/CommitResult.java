package io.navarch.apiserver.storage;

import org.jspecify.annotations.Nullable;

/** What became of a commit. */
public sealed interface CommitResult {

  /**
   * It is written, and acknowledged by the store's disk. For deletions the last state under the
   * deletion's revision.
   */
  record Committed(StoredObject object) implements CommitResult {}

  /** The key was not at the expected revision: the present state, or null where there is none. */
  record Mismatch(@Nullable StoredObject present) implements CommitResult {}
}
