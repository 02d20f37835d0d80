package io.navarch.nodeagent.proxy.nftables;

import io.navarch.nodeagent.network.Command;
import io.navarch.nodeagent.network.CommandRunner;
import io.navarch.nodeagent.network.NetworkNamespace;
import io.navarch.nodeagent.network.NetworkProperties;
import io.navarch.nodeagent.proxy.AddressFamily;
import io.navarch.nodeagent.proxy.ProxyBackend;
import io.navarch.nodeagent.proxy.ProxyProperties;
import io.navarch.nodeagent.proxy.ProxyRules;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import lombok.extern.slf4j.Slf4j;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Puts the proxy's rules in force by nftables: one table per family of addresses. It remembers what
 * the kernel holds and sends only the difference; the first time, and after a failure, it replaces
 * the whole table. Owned by the thread that runs the proxy.
 */
@Slf4j
@Component
@ConditionalOnProperty(
    name = "node-agent.proxy.backend",
    havingValue = "nftables",
    matchIfMissing = true)
final class NftablesBackend implements ProxyBackend {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final NetworkNamespace namespace;
  private final CommandRunner commands;
  private final TableSettings settings;
  private final Map<AddressFamily, Ruleset> applied = new EnumMap<>(AddressFamily.class);

  NftablesBackend(
      NetworkNamespace namespace,
      CommandRunner commands,
      NetworkProperties network,
      ProxyProperties proxy) {
    this.namespace = namespace;
    this.commands = commands;
    this.settings =
        new TableSettings(
            network.clusterCidr(),
            proxy.ownAddresses(),
            "0x%08x".formatted(1 << proxy.masqueradeBit()),
            proxy.localhostNodePorts());
  }

  @Override
  public String name() {
    return "nftables";
  }

  @Override
  public void apply(ProxyRules rules) throws IOException {
    for (var family : AddressFamily.values()) {
      apply(RulesetBuilder.build(rules, family, settings), family);
    }
  }

  private void apply(Ruleset ruleset, AddressFamily family) throws IOException {
    var before = applied.get(family);
    if (before == null && family == AddressFamily.IPV6 && ruleset.isIdle()) {
      return;
    }
    var script =
        before == null ? NftScript.replace(ruleset) : NftScript.difference(before, ruleset);
    if (script.isEmpty()) {
      return;
    }
    applied.remove(family);
    nft(script);
    applied.put(family, ruleset);
    log.atDebug()
        .addKeyValue("family", family)
        .addKeyValue("full", before == null)
        .log("proxy rules applied");
  }

  @Override
  public boolean isInForce() throws IOException {
    for (var family : applied.keySet()) {
      var words = Words.of(family);
      var list = Command.of("nft", "-t", "list", "chain", words.ip, Words.TABLE, "dispatch");
      if (!commands.run(list.in(namespace)).succeeded()) {
        applied.clear();
        return false;
      }
    }
    return true;
  }

  @Override
  public void remove() throws IOException {
    applied.clear();
    nft(NftScript.remove(Words.IPV4) + NftScript.remove(Words.IPV6));
  }

  private void nft(String script) throws IOException {
    var command = Command.of("nft", "-f", "-").withInput(script).withLimit(LIMIT);
    commands.runOrFail(command.in(namespace));
  }
}
