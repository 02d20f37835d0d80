package io.navarch.nodeagent.proxy.nftables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fixed part of the table: what does not depend on Services. A new connection is first checked
 * (may this client, is there an endpoint at all), then sent to a chain by one lookup of its
 * destination; the chain picks the endpoint by one further lookup. Changing a Service changes
 * elements, hardly ever a chain.
 */
final class BaseTable {

  static final String SERVICES = "services";
  static final String NODE_PORTS = "node-ports";
  static final String ENDPOINTS = "endpoints";
  static final String LOCAL_ENDPOINTS = "local-endpoints";
  static final String NODE_PORT_ENDPOINTS = "node-port-endpoints";
  static final String LOCAL_NODE_PORT_ENDPOINTS = "local-node-port-endpoints";
  static final String REFUSED = "refused";
  static final String REFUSED_NODE_PORTS = "refused-node-ports";
  static final String GUARDED = "guarded";
  static final String ADMITTED = "admitted";
  static final String HAIRPIN = "hairpin";
  static final String POD_RANGES = "pod-ranges";
  static final String OWN_ADDRESSES = "own-addresses";
  static final String MARK = "mark-for-masquerade";
  static final String REFUSE = "refuse";

  private final Words words;
  private final TableSettings settings;

  BaseTable(Words words, TableSettings settings) {
    this.words = words;
    this.settings = settings;
  }

  Map<String, String> sets() {
    var address = words.addressType;
    var frontend = "type " + address + " . inet_proto . inet_service";
    var port = "type inet_proto . inet_service";
    var sets = new LinkedHashMap<String, String>();
    sets.put("map " + SERVICES, frontend + " : verdict");
    sets.put("map " + NODE_PORTS, port + " : verdict");
    sets.put("map " + ENDPOINTS, endpoints(words.ip + " daddr . meta l4proto"));
    sets.put("map " + LOCAL_ENDPOINTS, endpoints(words.ip + " daddr . meta l4proto"));
    sets.put("map " + NODE_PORT_ENDPOINTS, endpoints("meta l4proto"));
    sets.put("map " + LOCAL_NODE_PORT_ENDPOINTS, endpoints("meta l4proto"));
    sets.put("map " + REFUSED, frontend + " : verdict");
    sets.put("map " + REFUSED_NODE_PORTS, port + " : verdict");
    sets.put("set " + GUARDED, frontend);
    sets.put("set " + ADMITTED, frontend + " . " + address + "; flags interval");
    sets.put("set " + HAIRPIN, "type " + address + " . " + address);
    sets.put("set " + POD_RANGES, "type " + address + "; flags interval");
    sets.put("set " + OWN_ADDRESSES, "type " + address);
    return sets;
  }

  /**
   * The index is random, the port of the value is spelled as TCP's: nft 1.0.6 cannot read back a
   * map whose value is {@code th dport}. Its type is the same for every protocol.
   */
  private String endpoints(String key) {
    return "typeof %s . th dport . numgen random mod 65536 : %s daddr . tcp dport"
        .formatted(key, words.ip);
  }

  Map<String, List<String>> chains() {
    var chains = new LinkedHashMap<String, List<String>>();
    chains.put(MARK, List.of("meta mark set meta mark or " + settings.masqueradeMark()));
    chains.put(REFUSE, List.of("meta l4proto tcp reject with tcp reset", "reject"));
    chains.put("check", check());
    chains.put("dispatch", dispatch());
    chains.put("take-node-address", masquerade());
    chains.put("filter-prerouting", filterPrerouting());
    chains.put("filter-output", List.of(hook("filter", "output", -110), "ct state new jump check"));
    chains.put("nat-prerouting", List.of(hook("nat", "prerouting", -100), "jump dispatch"));
    chains.put("nat-output", List.of(hook("nat", "output", -100), "jump dispatch"));
    chains.put("nat-postrouting", natPostrouting());
    return chains;
  }

  Map<String, Map<String, String>> elements() {
    return Map.of(
        POD_RANGES, keys(settings.podRanges()), OWN_ADDRESSES, keys(settings.ownAddresses()));
  }

  private static Map<String, String> keys(List<String> keys) {
    var elements = new LinkedHashMap<String, String>();
    keys.forEach(key -> elements.put(key, ""));
    return elements;
  }

  private static String hook(String type, String hook, int priority) {
    return "type %s hook %s priority %d; policy accept;".formatted(type, hook, priority);
  }

  private List<String> check() {
    var frontend = words.ip + " daddr . meta l4proto . th dport";
    return List.of(
        "%s @%s %s . %s saddr != @%s drop"
            .formatted(frontend, GUARDED, frontend, words.ip, ADMITTED),
        "%s vmap @%s".formatted(frontend, REFUSED),
        toNodePorts(REFUSED_NODE_PORTS));
  }

  private List<String> dispatch() {
    return List.of(
        "%s daddr . meta l4proto . th dport vmap @%s".formatted(words.ip, SERVICES),
        toNodePorts(NODE_PORTS));
  }

  private String toNodePorts(String map) {
    return "fib daddr type local %s daddr != @%s meta l4proto . th dport vmap @%s"
        .formatted(words.ip, OWN_ADDRESSES, map);
  }

  /**
   * Routing 127.0.0.1 onwards opens the node's loopback to its neighbours unless it is shut here.
   */
  private List<String> filterPrerouting() {
    var rules = new ArrayList<String>();
    rules.add(hook("filter", "prerouting", -110));
    if (settings.localhostNodePorts()) {
      rules.add("iifname != \"lo\" ip daddr 127.0.0.0/8 drop");
    }
    rules.add("ct state new jump check");
    return rules;
  }

  private List<String> masquerade() {
    var mark = settings.masqueradeMark();
    return List.of("meta mark set meta mark xor " + mark, "masquerade fully-random");
  }

  private List<String> natPostrouting() {
    var mark = settings.masqueradeMark();
    return List.of(
        hook("nat", "postrouting", 100),
        "meta mark and %s == %s goto take-node-address".formatted(mark, mark),
        "ct status dnat %s saddr . %s daddr @%s masquerade fully-random"
            .formatted(words.ip, words.ip, HAIRPIN));
  }
}
