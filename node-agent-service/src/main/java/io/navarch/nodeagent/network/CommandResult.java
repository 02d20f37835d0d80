package io.navarch.nodeagent.network;

/** What a program left: its exit code and what it said. */
public record CommandResult(int exitCode, String output, String errors) {

  /** Whether the program says that it succeeded. */
  public boolean succeeded() {
    return exitCode == 0;
  }
}
