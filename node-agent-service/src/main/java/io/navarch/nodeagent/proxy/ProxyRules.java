package io.navarch.nodeagent.proxy;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that the proxy of one node has to put in force: at most one rule per frontend.
 *
 * @param rules by frontend
 */
public record ProxyRules(Map<Frontend, ServiceRule> rules) {

  public ProxyRules {
    rules = Map.copyOf(rules);
  }

  /** Nothing to serve. */
  public static ProxyRules none() {
    return new ProxyRules(Map.of());
  }

  /** Joins the rules of all Services; of two that claim one frontend the first by name has it. */
  public static ProxyRules of(Collection<List<ServiceRule>> services) {
    var rules = new LinkedHashMap<Frontend, ServiceRule>();
    services.stream()
        .flatMap(List::stream)
        .forEach(rule -> rules.merge(rule.frontend(), rule, ProxyRules::firstByName));
    return new ProxyRules(rules);
  }

  private static ServiceRule firstByName(ServiceRule one, ServiceRule other) {
    return Comparator.comparing(ServiceRule::name).compare(one, other) <= 0 ? one : other;
  }
}
