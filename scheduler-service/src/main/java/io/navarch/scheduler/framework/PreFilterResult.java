package io.navarch.scheduler.framework;

import java.util.Set;

/** What a PreFilter plugin found out about the Pod as a whole. */
public sealed interface PreFilterResult {

  /** The plugin's Filter is to be asked for every node. */
  record Proceed() implements PreFilterResult {}

  /** The plugin's Filter has nothing to say about this Pod. */
  record Skip() implements PreFilterResult {}

  /** Only these nodes can do. */
  record OnlyNodes(Set<String> names) implements PreFilterResult {

    public OnlyNodes {
      names = Set.copyOf(names);
    }
  }

  /** No node can do. */
  record Rejected(String reason) implements PreFilterResult {}
}
