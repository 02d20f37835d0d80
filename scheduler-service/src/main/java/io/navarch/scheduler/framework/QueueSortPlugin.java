package io.navarch.scheduler.framework;

import io.navarch.scheduler.snapshot.PodInfo;

/** Says which of two waiting Pods comes first. There is exactly one. */
public interface QueueSortPlugin extends Plugin {

  /** Negative if the left one comes first. */
  int compare(PodInfo left, PodInfo right);
}
