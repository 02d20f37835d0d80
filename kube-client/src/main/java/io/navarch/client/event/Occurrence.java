package io.navarch.client.event;

import io.fabric8.kubernetes.api.model.ObjectReference;
import java.time.Instant;
import java.util.List;

/** Something that happened once. */
record Occurrence(ObjectReference about, String type, String reason, String message, Instant time) {

  /** What makes two occurrences one event with a count. */
  record Identity(List<String> about, String type, String reason, String message) {}

  /** What makes occurrences similar: all but the message. */
  record Kind(List<String> about, String type, String reason) {}

  Identity identity() {
    return new Identity(subject(), type, reason, message);
  }

  Kind kind() {
    return new Kind(subject(), type, reason);
  }

  List<String> subject() {
    return List.of(
        text(about.getKind()),
        text(about.getNamespace()),
        text(about.getName()),
        text(about.getUid()),
        text(about.getApiVersion()),
        text(about.getFieldPath()));
  }

  Occurrence withMessage(String other) {
    return new Occurrence(about, type, reason, other, time);
  }

  private static String text(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "" : value;
  }
}
