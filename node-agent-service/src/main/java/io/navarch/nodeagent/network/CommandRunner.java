package io.navarch.nodeagent.network;

import java.io.IOException;

/**
 * Runs programs of the machine. An exit code other than zero is a result; an exception means that
 * the program could not be started, was not done within its limit, or that the caller was
 * interrupted – in the last two cases it has been killed.
 */
public interface CommandRunner {

  /** Runs the command to its end. */
  CommandResult run(Command command) throws IOException;

  /** Runs a command that has to succeed and answers with what it wrote. */
  default String runOrFail(Command command) throws IOException {
    var result = run(command);
    if (!result.succeeded()) {
      throw new CommandFailedException(command, result);
    }
    return result.output();
  }
}
