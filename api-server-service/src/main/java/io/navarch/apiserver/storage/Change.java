package io.navarch.apiserver.storage;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a collection's change log.
 *
 * @param operation put or delete
 * @param json the object after a put; the last state of the object, under the deletion's revision,
 *     after a delete
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are written once and shared by all readers
public record Change(Operation operation, String key, long revision, byte @Nullable [] json) {

  /** What happened to the key. */
  public enum Operation {
    PUT,
    DELETE
  }
}
