package io.navarch.apiserver.storage;

import java.nio.charset.StandardCharsets;

/**
 * The encoded form of an object whose revision is not known before it is committed: the store puts
 * the revision's digits between the two halves.
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never shared
public record NewValue(byte[] head, byte[] tail) {

  /** The whole object under a revision. */
  public byte[] at(long revision) {
    byte[] digits = Long.toString(revision).getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[head.length + digits.length + tail.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(digits, 0, whole, head.length, digits.length);
    System.arraycopy(tail, 0, whole, head.length + digits.length, tail.length);
    return whole;
  }
}
