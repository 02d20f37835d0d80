package io.navarch.nodeagent.network.node;

import io.navarch.nodeagent.network.Command;
import io.navarch.nodeagent.network.CommandResult;
import io.navarch.nodeagent.network.CommandRunner;
import io.navarch.nodeagent.network.NetworkNamespace;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

/**
 * Makes room for Pods where the node forwards nothing by default, as Docker has it: a packet that
 * one table drops is lost, whatever the others say, so these two rules stand in that table.
 */
@Slf4j
@RequiredArgsConstructor
final class ForwardingPermit {

  private static final String CLOSED = "-P FORWARD DROP";

  private final NetworkNamespace namespace;
  private final CommandRunner commands;

  void grant(String bridge) throws IOException {
    if (!isClosed()) {
      return;
    }
    for (var rule : rules(bridge)) {
      if (!iptables("-C", rule).succeeded()) {
        var result = iptables("-I", rule);
        log.atInfo()
            .addKeyValue("rule", String.join(" ", rule))
            .addKeyValue("outcome", result.succeeded() ? "done" : result.errors())
            .log("the node forwards nothing by itself; room made for Pods");
      }
    }
  }

  void withdraw(String bridge) throws IOException {
    if (isClosed()) {
      for (var rule : rules(bridge)) {
        var _ = iptables("-D", rule);
      }
    }
  }

  private static List<List<String>> rules(String bridge) {
    return List.of(
        List.of("FORWARD", "-i", bridge, "-j", "ACCEPT"),
        List.of("FORWARD", "-o", bridge, "-j", "ACCEPT"));
  }

  /** A node without iptables has nobody who would have closed it that way. */
  private boolean isClosed() {
    try {
      return iptables("-S", List.of("FORWARD")).output().lines().anyMatch(CLOSED::equals);
    } catch (IOException e) {
      log.atDebug().setCause(e).log("iptables does not answer");
      return false;
    }
  }

  private CommandResult iptables(String verb, List<String> rule) throws IOException {
    var words = Stream.concat(Stream.of("iptables", "-w", "10", verb), rule.stream());
    return commands.run(Command.of(words.toArray(String[]::new)).in(namespace));
  }
}
