package io.navarch.scheduler.framework;

import io.navarch.scheduler.snapshot.NodeInfo;
import io.navarch.scheduler.snapshot.PodInfo;

/** Ranks the nodes on which the Pod fits. */
public interface ScorePlugin extends Plugin {

  /** The highest score after normalization. */
  long MAX_SCORE = 100;

  /** Any number; {@link #normalization} says how it becomes one from 0 to {@link #MAX_SCORE}. */
  long score(CycleState state, PodInfo pod, NodeInfo node);

  /** How raw scores are brought to the common scale. */
  default Normalization normalization() {
    return Normalization.NONE;
  }

  /** Ways to the common scale. */
  enum Normalization {
    /** Scores already are from 0 to {@link #MAX_SCORE}. */
    NONE,
    /** The highest becomes {@link #MAX_SCORE}. */
    HIGHER_IS_BETTER,
    /** The highest becomes 0. */
    LOWER_IS_BETTER
  }
}
