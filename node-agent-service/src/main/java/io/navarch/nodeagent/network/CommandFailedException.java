package io.navarch.nodeagent.network;

import java.io.IOException;

/** A program that had to succeed did not. */
public class CommandFailedException extends IOException {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 2000;

  public CommandFailedException(Command command, CommandResult result) {
    super(
        "%s exited with %d: %s"
            .formatted(
                String.join(" ", command.arguments()),
                result.exitCode(),
                shorten((result.errors() + result.output()).strip())));
  }

  private static String shorten(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
