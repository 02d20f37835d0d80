package io.navarch.scheduler.queue;

import io.navarch.scheduler.snapshot.PodInfo;
import java.time.Instant;
import java.util.Set;
import lombok.With;

/**
 * A Pod in the queue.
 *
 * @param since when it came into the queue, for its order among equals
 * @param attempts how often it has been tried
 * @param rejectedBy the plugins that rejected it at the last try
 * @param seenEvents how many cluster events had happened when it was last taken out
 */
@With
public record QueuedPod(
    PodInfo pod, Instant since, int attempts, Set<String> rejectedBy, long seenEvents) {

  public QueuedPod {
    rejectedBy = Set.copyOf(rejectedBy);
  }
}
