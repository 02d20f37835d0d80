package io.navarch.nodeagent.runtime;

import java.util.List;

/** The content of a {@code resolv.conf}. */
public record DnsConfig(List<String> servers, List<String> searches, List<String> options) {

  public DnsConfig {
    servers = List.copyOf(servers);
    searches = List.copyOf(searches);
    options = List.copyOf(options);
  }
}
