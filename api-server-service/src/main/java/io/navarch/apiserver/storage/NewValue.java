package io.navarch.apiserver.storage;

/**
 * The encoded form of an object whose revision is not known before it is committed: the store puts
 * the revision's digits between the two halves.
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never shared
public record NewValue(byte[] head, byte[] tail) {}
