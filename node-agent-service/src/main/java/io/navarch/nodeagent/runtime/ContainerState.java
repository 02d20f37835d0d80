package io.navarch.nodeagent.runtime;

import java.time.Instant;

/** Where a container is in its life, with what is known about that. */
public sealed interface ContainerState {

  /** It exists and was never started. */
  record Created() implements ContainerState {}

  /** Its process lives. */
  record Running(Instant startedAt) implements ContainerState {}

  /**
   * Its process has ended.
   *
   * @param reason one word, for example {@code Completed}, {@code Error}, {@code OOMKilled}
   */
  record Exited(Instant startedAt, Instant finishedAt, int exitCode, String reason, String message)
      implements ContainerState {}

  /** The runtime has lost track of it. */
  record Unknown() implements ContainerState {}
}
