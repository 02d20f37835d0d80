package io.navarch.nodeagent.runtime;

/** What a command in a container has answered, its output read as UTF-8. */
public record ExecResult(String stdout, String stderr, int exitCode) {

  /** Both outputs, one after the other. */
  public String output() {
    return stdout + stderr;
  }
}
