package io.navarch.nodeagent.pod;

import java.time.Duration;

/** What a look at a living Pod has come to. */
sealed interface SyncOutcome {

  /** The Pod goes on; look again when something changes, or after this time. */
  record Continues(Duration lookAgainAfter) implements SyncOutcome {}

  /** The Pod is over: all its containers have ended for good. */
  record Over() implements SyncOutcome {}

  /** The agent ends the Pod; it has failed. */
  record Failed(String reason, String message) implements SyncOutcome {}
}
