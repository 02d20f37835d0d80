package io.navarch.apiserver.storage;

/**
 * An object as it is kept.
 *
 * @param key {@code namespace/name}, or {@code name} for cluster-scoped kinds
 * @param revision of the commit that wrote it, within its collection; the object's {@code
 *     resourceVersion}
 * @param json the encoded object; {@code metadata.resourceVersion} in it is the revision
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are written once and shared by all readers
public record StoredObject(String key, long revision, byte[] json) {}
