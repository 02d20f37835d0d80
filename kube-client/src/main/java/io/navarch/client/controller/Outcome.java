package io.navarch.client.controller;

import java.time.Duration;

/** What a reconcile wants to happen next to its key. Failures are exceptions. */
public sealed interface Outcome {

  /** Nothing, until something changes. */
  record Done() implements Outcome {}

  /** Another look after a while, whether or not something changes. */
  record RequeueAfter(Duration delay) implements Outcome {}

  /** Another attempt soon, later and later as long as it goes on. */
  record Retry() implements Outcome {}

  /** See {@link Done}. */
  static Outcome done() {
    return new Done();
  }

  /** See {@link RequeueAfter}. */
  static Outcome requeueAfter(Duration delay) {
    return new RequeueAfter(delay);
  }

  /** See {@link Retry}. */
  static Outcome retry() {
    return new Retry();
  }
}
