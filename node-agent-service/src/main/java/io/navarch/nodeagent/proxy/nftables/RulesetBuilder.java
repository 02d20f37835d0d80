package io.navarch.nodeagent.proxy.nftables;

import static io.navarch.nodeagent.proxy.nftables.BaseTable.ADMITTED;
import static io.navarch.nodeagent.proxy.nftables.BaseTable.GUARDED;
import static io.navarch.nodeagent.proxy.nftables.BaseTable.HAIRPIN;
import static io.navarch.nodeagent.proxy.nftables.BaseTable.NODE_PORTS;
import static io.navarch.nodeagent.proxy.nftables.BaseTable.POD_RANGES;
import static io.navarch.nodeagent.proxy.nftables.BaseTable.REFUSED;
import static io.navarch.nodeagent.proxy.nftables.BaseTable.REFUSED_NODE_PORTS;
import static io.navarch.nodeagent.proxy.nftables.BaseTable.SERVICES;

import io.navarch.nodeagent.network.Cidr;
import io.navarch.nodeagent.proxy.AddressFamily;
import io.navarch.nodeagent.proxy.Delivery;
import io.navarch.nodeagent.proxy.Frontend;
import io.navarch.nodeagent.proxy.ProxyRules;
import io.navarch.nodeagent.proxy.ServiceRule;
import io.navarch.nodeagent.proxy.Target;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the proxy's rules into the table of one family. Pure. */
final class RulesetBuilder {

  private final Words words;
  private final AddressFamily family;
  private final Set<String> ownAddresses;
  private final Map<String, String> sets = new LinkedHashMap<>();
  private final Map<String, List<String>> chains = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> elements = new LinkedHashMap<>();
  private final Pickers pickers;

  private RulesetBuilder(AddressFamily family, TableSettings settings) {
    this.family = family;
    this.words = Words.of(family);
    this.ownAddresses = Set.copyOf(settings.ownAddresses());
    var base = new BaseTable(words, settings);
    sets.putAll(base.sets());
    chains.putAll(base.chains());
    base.elements().forEach((set, content) -> elements.put(set, new HashMap<>(content)));
    this.pickers = new Pickers(words, sets, chains, this::element);
  }

  static Ruleset build(ProxyRules rules, AddressFamily family, TableSettings settings) {
    var builder = new RulesetBuilder(family, settings.only(family));
    rules.rules().values().forEach(builder::add);
    return new Ruleset(builder.words, builder.sets, builder.chains, builder.elements);
  }

  private void add(ServiceRule rule) {
    switch (rule.frontend()) {
      case Frontend.Address address when AddressFamily.of(address.ip()) == family ->
          addAddress(rule, address);
      case Frontend.NodePort nodePort when nodePort.family() == family ->
          addNodePort(rule, nodePort);
      case Frontend.Address _, Frontend.NodePort _ -> {}
    }
  }

  private void addAddress(ServiceRule rule, Frontend.Address address) {
    var key =
        "%s . %s . %d".formatted(address.ip(), address.protocol().lowerCase(), address.port());
    if (rule.delivery() instanceof Delivery.Refuse) {
      if (!ownAddresses.contains(address.ip())) {
        element(REFUSED, key, "goto " + BaseTable.REFUSE);
      }
      return;
    }
    element(SERVICES, key, verdict(rule, key, Pickers.Side.ADDRESS));
    if (!rule.sourceRanges().isEmpty()) {
      element(GUARDED, key, "");
      admitted(rule).forEach(range -> element(ADMITTED, key + " . " + range, ""));
    }
  }

  /** Ranges within others are left out: the kernel wants them apart. */
  private List<Cidr> admitted(ServiceRule rule) {
    return Cidr.outermost(
        rule.sourceRanges().stream()
            .filter(range -> AddressFamily.of(range) == family)
            .map(Cidr::of)
            .toList());
  }

  private void addNodePort(ServiceRule rule, Frontend.NodePort nodePort) {
    var key = "%s . %d".formatted(nodePort.protocol().lowerCase(), nodePort.port());
    if (rule.delivery() instanceof Delivery.Refuse) {
      element(REFUSED_NODE_PORTS, key, "goto " + BaseTable.REFUSE);
      return;
    }
    element(NODE_PORTS, key, verdict(rule, key, Pickers.Side.NODE_PORT));
  }

  private String verdict(ServiceRule rule, String key, Pickers.Side side) {
    rule.delivery()
        .targets()
        .filter(Target::local)
        .forEach(target -> element(HAIRPIN, target.ip() + " . " + target.ip(), ""));
    return switch (rule.delivery()) {
      case Delivery.Refuse _ -> "goto " + BaseTable.REFUSE;
      case Delivery.Drop _ -> "drop";
      case Delivery.Internal(var any) -> "goto " + internal(pickers.any(rule, key, side, any));
      case Delivery.External(var any) -> "goto " + external(pickers.any(rule, key, side, any));
      case Delivery.ExternalLocal(var local, var any) ->
          "goto "
              + externalLocal(
                  local.isEmpty() ? "" : pickers.local(rule, key, side, local),
                  pickers.any(rule, key, side, any));
    };
  }

  private String internal(String picker) {
    var name = "internal-" + picker;
    chains.putIfAbsent(
        name,
        List.of(
            "%s saddr != @%s jump %s".formatted(words.ip, POD_RANGES, BaseTable.MARK),
            "goto " + picker));
    return name;
  }

  private String external(String picker) {
    var name = "external-" + picker;
    chains.putIfAbsent(name, List.of("jump " + BaseTable.MARK, "goto " + picker));
    return name;
  }

  private String externalLocal(String localPicker, String picker) {
    var name = "local-%s-%s".formatted(localPicker.isEmpty() ? "none" : localPicker, picker);
    chains.putIfAbsent(
        name,
        List.of(
            "%s saddr @%s goto %s".formatted(words.ip, POD_RANGES, picker),
            "fib saddr type local jump " + BaseTable.MARK,
            "fib saddr type local goto " + picker,
            localPicker.isEmpty() ? "drop" : "goto " + localPicker));
    return name;
  }

  private void element(String set, String key, String value) {
    elements.computeIfAbsent(set, _ -> new HashMap<>()).put(key, value);
  }
}
