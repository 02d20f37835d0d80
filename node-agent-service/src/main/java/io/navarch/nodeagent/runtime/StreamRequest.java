package io.navarch.nodeagent.runtime;

import java.util.List;

/**
 * Which streams are wanted of a process.
 *
 * @param command empty when attaching
 */
public record StreamRequest(
    List<String> command, boolean tty, boolean stdin, boolean stdout, boolean stderr) {

  public StreamRequest {
    command = List.copyOf(command);
  }
}
