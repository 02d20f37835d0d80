package io.navarch.nodeagent.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who is asked about names outside the cluster. */
final class Resolvers {

  private static final int PORT = 53;

  private Resolvers() {}

  /** The configured ones, or else those of the machine; never ourselves. */
  static List<InetSocketAddress> of(DnsProperties properties) throws IOException {
    var forwarders =
        properties.forwarders().isEmpty()
            ? inFile(Path.of(properties.resolvConf()))
            : properties.forwarders();
    return of(
        forwarders.stream()
            .filter(forwarder -> !properties.addresses().contains(forwarder))
            .toList());
  }

  /** Resolvers as a user writes them. */
  static List<InetSocketAddress> of(List<String> forwarders) {
    return forwarders.stream().map(Resolvers::address).toList();
  }

  private static List<String> inFile(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return Files.readAllLines(file).stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length > 1 && words[0].equals("nameserver"))
        .map(words -> words[1])
        .toList();
  }

  /** An address with or without a port: {@code 192.0.2.1:5353}, {@code [fd00::1]:5353}. */
  static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    boolean withPort = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
    var host = withPort ? text.substring(0, colon) : text;
    int port = withPort ? Integer.parseInt(text.substring(colon + 1)) : PORT;
    return new InetSocketAddress(
        InetAddress.ofLiteral(host.replace("[", "").replace("]", "")), port);
  }
}
