package io.navarch.nodeagent.network;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import lombok.With;

/**
 * One program to run: its arguments, what it reads, what it finds in its environment besides ours.
 */
@With
public record Command(
    List<String> arguments, String input, Map<String, String> environment, Duration limit) {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  public Command {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** A command without input and with the usual limit of time. */
  public static Command of(String... arguments) {
    return new Command(List.of(arguments), "", Map.of(), LIMIT);
  }

  /** The same command inside a namespace. */
  public Command in(NetworkNamespace namespace) {
    return withArguments(namespace.command(arguments));
  }
}
