package io.navarch.client.transport;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Is told of this process's own successful writes, on the writing thread and before the write
 * returns.
 */
public interface WriteObserver {

  /** The server has stored this state. */
  void written(ResourceType<?> type, HasMetadata object);

  /** The server has removed the object of this uid; the uid is empty if it was not known. */
  void removed(ResourceType<?> type, ResourceKey key, String uid);
}
