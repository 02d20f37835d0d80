package io.navarch.client.event;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;

/**
 * Tells users what happened to an object. Never blocks and never fails: what can't be posted is
 * lost, as events are help and not state.
 */
public interface EventRecorder {

  /** Something went as it should. */
  default void normal(HasMetadata object, String reason, String message) {
    record(EventReferences.to(object), "Normal", reason, message);
  }

  /** Something went wrong. */
  default void warning(HasMetadata object, String reason, String message) {
    record(EventReferences.to(object), "Warning", reason, message);
  }

  /** Any event, about an object that is known by reference only or about a part of it. */
  void record(ObjectReference about, String type, String reason, String message);
}
