package io.navarch.scheduler.framework;

/** What a PostFilter plugin could do for a Pod that fits nowhere. */
public sealed interface NominationResult {

  /** Room is being made on this node. */
  record Nominated(String nodeName) implements NominationResult {}

  /** Nothing helps. */
  record Unresolved(String reason) implements NominationResult {}
}
