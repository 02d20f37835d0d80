package io.navarch.scheduler.framework;

/** What may make a rejected Pod fit. */
public enum ClusterEvent {
  NODE_ADDED("NodeAdd"),
  NODE_ALLOCATABLE_CHANGED("NodeAllocatableChange"),
  NODE_LABEL_CHANGED("NodeLabelChange"),
  NODE_TAINT_CHANGED("NodeTaintChange"),
  NODE_CONDITION_CHANGED("NodeConditionChange"),
  ASSIGNED_POD_ADDED("AssignedPodAdd"),
  ASSIGNED_POD_DELETED("AssignedPodDelete"),
  POD_UPDATED("PodUpdate"),
  FLUSH("UnschedulableTimeout");

  private final String label;

  ClusterEvent(String label) {
    this.label = label;
  }

  /** The spelling of metrics. */
  public String label() {
    return label;
  }
}
