package io.navarch.nodeagent.probe;

/** What one question to a container has brought. */
public sealed interface ProbeOutcome {

  /** All is well. */
  record Success(String message) implements ProbeOutcome {}

  /** Something is wrong. */
  record Failure(String message) implements ProbeOutcome {}

  /** Well enough, with a remark that users are told. */
  record Warning(String message) implements ProbeOutcome {}

  /** The question could not be asked; says nothing about the container. */
  record Unknown(String message) implements ProbeOutcome {}
}
