package io.navarch.nodeagent.proxy.nftables;

import io.navarch.nodeagent.proxy.AddressFamily;

/** How nft speaks of one family of addresses. */
enum Words {
  IPV4("ip", "ipv4_addr"),
  IPV6("ip6", "ipv6_addr");

  /** The table of one family, named as in {@code delete table ip navarch-proxy}. */
  static final String TABLE = "navarch-proxy";

  final String ip;
  final String addressType;

  Words(String ip, String addressType) {
    this.ip = ip;
    this.addressType = addressType;
  }

  static Words of(AddressFamily family) {
    return switch (family) {
      case IPV4 -> IPV4;
      case IPV6 -> IPV6;
    };
  }

  String table() {
    return ip + " " + TABLE;
  }
}
