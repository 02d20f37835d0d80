package io.navarch.scheduler.plugin;

import io.navarch.scheduler.framework.QueueSortPlugin;
import io.navarch.scheduler.snapshot.PodInfo;
import org.springframework.stereotype.Component;

/** Pods of higher priority first; among equals the queue keeps the order of arrival. */
@Component
final class PrioritySort implements QueueSortPlugin {

  @Override
  public int compare(PodInfo left, PodInfo right) {
    return Integer.compare(right.priority(), left.priority());
  }
}
