package io.navarch.scheduler.framework;

import io.navarch.scheduler.snapshot.PodInfo;
import java.util.Optional;

/** Decides whether a Pod may be queued at all. */
public interface PreEnqueuePlugin extends Plugin {

  /** Why it may not yet, or empty. */
  Optional<String> holdBack(PodInfo pod);
}
