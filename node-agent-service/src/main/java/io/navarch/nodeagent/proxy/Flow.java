package io.navarch.nodeagent.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connection as the kernel tracks it: who asked whom, and who answers.
 *
 * @param answeredBy the address that the kernel expects the answer from
 */
record Flow(
    Protocol protocol,
    String source,
    String destination,
    int sourcePort,
    int destinationPort,
    String answeredBy) {

  /**
   * Reads one line of {@code conntrack -L}: {@code udp 17 29 src=… dst=… sport=… dport=… src=… …}.
   * The first half is the question, the second the answer.
   */
  static Optional<Flow> parse(String line) {
    var words = line.strip().split("\\s+", -1);
    var values = new ArrayList<String[]>();
    for (var word : words) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        values.add(new String[] {word.substring(0, equals), word.substring(equals + 1)});
      }
    }
    var sources = all(values, "src");
    var ports = all(values, "sport");
    if (sources.size() < 2 || ports.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Flow(
            Protocol.of(words[0]),
            sources.getFirst(),
            all(values, "dst").getFirst(),
            Integer.parseInt(ports.getFirst()),
            Integer.parseInt(all(values, "dport").getFirst()),
            sources.get(1)));
  }

  private static List<String> all(List<String[]> values, String key) {
    return values.stream().filter(v -> v[0].equals(key)).map(v -> v[1]).toList();
  }
}
