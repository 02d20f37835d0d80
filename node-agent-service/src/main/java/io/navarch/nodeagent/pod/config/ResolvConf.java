package io.navarch.nodeagent.pod.config;

import io.navarch.nodeagent.runtime.DnsConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads a resolver configuration file. */
public final class ResolvConf {

  private ResolvConf() {}

  /** The settings that a file's text makes; later search lines replace earlier ones. */
  public static DnsConfig parse(String text) {
    var servers = new ArrayList<String>();
    List<String> searches = List.of();
    var options = new LinkedHashSet<String>();
    for (var line : text.lines().map(String::strip).toList()) {
      var fields = Arrays.asList(line.split("\\s+", -1));
      if (fields.size() < 2 || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      var values = fields.subList(1, fields.size());
      switch (fields.getFirst()) {
        case "nameserver" -> servers.add(values.getFirst());
        case "search" -> searches = values.stream().map(ResolvConf::withoutDot).toList();
        case "options" -> options.addAll(values);
        default -> {}
      }
    }
    return new DnsConfig(servers, searches, List.copyOf(options));
  }

  private static String withoutDot(String domain) {
    return domain.length() > 1 && domain.endsWith(".")
        ? domain.substring(0, domain.length() - 1)
        : domain;
  }
}
