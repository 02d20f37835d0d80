package io.navarch.nodeagent.proxy.nftables;

import io.navarch.nodeagent.proxy.ServiceRule;
import io.navarch.nodeagent.proxy.Target;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;

/**
 * Chains that choose an endpoint. Without affinity there is one chain per <em>number</em> of
 * endpoints, shared by all Services: it looks the endpoint up by destination and a random index.
 * With affinity a Service port has a chain of its own, and each of its endpoints remembers its
 * clients.
 */
@RequiredArgsConstructor
final class Pickers {

  private final Words words;
  private final Map<String, String> sets;
  private final Map<String, List<String>> chains;
  private final ElementSink elements;

  /** Where elements of sets and maps go. */
  @FunctionalInterface
  interface ElementSink {
    void accept(String set, String key, String value);
  }

  /** Which maps a frontend's endpoints are in, and by what they are found. */
  enum Side {
    ADDRESS("", " daddr . meta l4proto", BaseTable.ENDPOINTS, BaseTable.LOCAL_ENDPOINTS),
    NODE_PORT(
        "node-port-",
        "meta l4proto",
        BaseTable.NODE_PORT_ENDPOINTS,
        BaseTable.LOCAL_NODE_PORT_ENDPOINTS);

    private final String prefix;
    private final String key;
    private final String anyMap;
    private final String localMap;

    Side(String prefix, String key, String anyMap, String localMap) {
      this.prefix = prefix;
      this.key = key;
      this.anyMap = anyMap;
      this.localMap = localMap;
    }

    private String key(Words words) {
      return this == ADDRESS ? words.ip + key : key;
    }
  }

  /** The chain that chooses among all endpoints of the rule. */
  String any(ServiceRule rule, String key, Side side, List<Target> targets) {
    return rule.affinitySeconds() > 0
        ? sticky(rule, "any", targets)
        : random(side.prefix + "any-" + targets.size(), side.anyMap, key, side, targets);
  }

  /** The chain that chooses among the endpoints of this node. */
  String local(ServiceRule rule, String key, Side side, List<Target> targets) {
    return rule.affinitySeconds() > 0
        ? sticky(rule, "local", targets)
        : random(side.prefix + "local-" + targets.size(), side.localMap, key, side, targets);
  }

  private String random(String chain, String map, String key, Side side, List<Target> targets) {
    for (int i = 0; i < targets.size(); i++) {
      var target = targets.get(i);
      elements.accept(map, key + " . " + i, target.ip() + " . " + target.port());
    }
    chains.putIfAbsent(
        chain,
        List.of(
            "dnat %s to %s . th dport . numgen random mod %d map @%s"
                .formatted(words.ip, side.key(words), targets.size(), map)));
    return chain;
  }

  private String sticky(ServiceRule rule, String variant, List<Target> targets) {
    var chain = "sticky-%s-%s".formatted(variant, hash(rule.name() + protocol(rule)));
    if (chains.containsKey(chain)) {
      return chain;
    }
    var known = new ArrayList<String>();
    var fresh = new ArrayList<String>();
    for (int i = 0; i < targets.size(); i++) {
      var id = remembering(rule, targets.get(i));
      int left = targets.size() - i;
      known.add("%s saddr @clients-%s goto to-%s".formatted(words.ip, id, id));
      fresh.add((left > 1 ? "numgen random mod %d 0 ".formatted(left) : "") + "goto to-" + id);
    }
    known.addAll(fresh);
    chains.put(chain, List.copyOf(known));
    return chain;
  }

  private String remembering(ServiceRule rule, Target target) {
    int seconds = rule.affinitySeconds();
    var id = hash("%s%s%s%d".formatted(rule.name(), protocol(rule), address(target), seconds));
    sets.putIfAbsent(
        "set clients-" + id,
        "type %s; flags dynamic, timeout; size 65535; timeout %ds"
            .formatted(words.addressType, seconds));
    chains.putIfAbsent(
        "to-" + id,
        List.of(
            "update @clients-%s { %s saddr }".formatted(id, words.ip),
            "meta l4proto %s dnat to %s".formatted(protocol(rule), address(target))));
    return id;
  }

  private static String protocol(ServiceRule rule) {
    return rule.frontend().protocol().lowerCase();
  }

  private String address(Target target) {
    return words == Words.IPV6
        ? "[%s]:%d".formatted(target.ip(), target.port())
        : "%s:%d".formatted(target.ip(), target.port());
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
