package io.navarch.nodeagent.runtime;

import java.time.Instant;

/** Where a container is in its life, with what is known about that. */
public sealed interface ContainerState {

  /** It exists and was never started. */
  record Created() implements ContainerState {}

  /** Its process lives. */
  record Running(Instant startedAt) implements ContainerState {}

  /**
   * Its process has ended. Runtimes note a start when they return to it, which can be after the end
   * of a short process; here no end is before its start.
   *
   * @param reason one word, for example {@code Completed}, {@code Error}, {@code OOMKilled}
   */
  record Exited(Instant startedAt, Instant finishedAt, int exitCode, String reason, String message)
      implements ContainerState {

    public Exited {
      finishedAt = finishedAt.isBefore(startedAt) ? startedAt : finishedAt;
    }
  }

  /** The runtime has lost track of it. */
  record Unknown() implements ContainerState {}
}
