package io.navarch.nodeagent.network.node;

import java.util.Collection;
import java.util.List;

/**
 * The rules by which Pod traffic that leaves the cluster takes the node's address, as text for
 * {@code nft}. One table, replaced as a whole.
 */
final class Masquerade {

  private static final String TABLE = "inet navarch-network";

  private Masquerade() {}

  /** Rules for the node's Pod ranges; addresses of the cluster ranges are reached unmasked. */
  static String rules(List<String> podCidrs, List<String> clusterCidrs) {
    var text = new StringBuilder(removal());
    text.append("table ").append(TABLE).append(" {\n");
    text.append("  chain postrouting {\n");
    text.append("    type nat hook postrouting priority 110; policy accept;\n");
    for (var cidr : podCidrs) {
      var family = family(cidr);
      text.append("    ").append(family).append(" saddr ").append(cidr);
      inside(clusterCidrs, family)
          .forEach(r -> text.append(" %s daddr != %s".formatted(family, r)));
      text.append(" %s daddr != %s".formatted(family, multicast(family)));
      text.append(" masquerade fully-random\n");
    }
    return text.append("  }\n}\n").toString();
  }

  /** Removes the table whether or not it is there. */
  static String removal() {
    return "table %s\ndelete table %s\n".formatted(TABLE, TABLE);
  }

  private static Collection<String> inside(List<String> clusterCidrs, String family) {
    return clusterCidrs.stream().filter(cidr -> family(cidr).equals(family)).toList();
  }

  private static String family(String cidr) {
    return cidr.contains(":") ? "ip6" : "ip";
  }

  private static String multicast(String family) {
    return family.equals("ip6") ? "ff00::/8" : "224.0.0.0/4";
  }
}
