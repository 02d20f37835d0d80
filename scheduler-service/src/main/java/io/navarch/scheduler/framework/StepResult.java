package io.navarch.scheduler.framework;

/** What became of a step that acts: Reserve, PreBind, Bind. */
public sealed interface StepResult {

  /** It is done. */
  StepResult DONE = new Done();

  /** It is done. */
  record Done() implements StepResult {}

  /** Not this plugin's business; the next one is asked. Only for Bind. */
  record Skipped() implements StepResult {}

  /** It failed; the Pod is tried again. */
  record Failed(String reason) implements StepResult {}
}
