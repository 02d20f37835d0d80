package io.navarch.controller.nodeipam;

import java.net.InetAddress;
import java.util.BitSet;
import java.util.Collection;
import java.util.Optional;

/** Cuts one range of IPv4 addresses into equal parts and finds a free one. Pure. */
record CidrPlan(int base, int prefix, int nodePrefix) {

  /** A range as users write it, for example {@code 10.244.0.0/16}. */
  static CidrPlan of(String range, int nodePrefix) {
    var parts = range.split("/", -1);
    int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : -1;
    if (prefix < 1 || prefix > nodePrefix || nodePrefix > 30) {
      throw new IllegalArgumentException(
          "can't cut %s into parts of /%d".formatted(range, nodePrefix));
    }
    int mask = -1 << (32 - prefix);
    return new CidrPlan(number(parts[0]) & mask, prefix, nodePrefix);
  }

  /** The lowest part that none of the given ones overlaps. */
  Optional<String> free(Collection<String> used) {
    int parts = 1 << (nodePrefix - prefix);
    var taken = new BitSet(parts);
    used.forEach(cidr -> take(cidr, taken, parts));
    int next = taken.nextClearBit(0);
    return next < parts ? Optional.of(text(base + (next << (32 - nodePrefix)))) : Optional.empty();
  }

  private void take(String cidr, BitSet taken, int parts) {
    var split = cidr.split("/", -1);
    if (split.length != 2 || split[0].indexOf(':') >= 0) {
      return; // of another family
    }
    long offset = Integer.toUnsignedLong(number(split[0])) - Integer.toUnsignedLong(base);
    long size = 1L << (32 - Integer.parseInt(split[1]));
    long part = 1L << (32 - nodePrefix);
    long first = Math.max(0, Math.floorDiv(offset, part));
    long last = Math.min(parts - 1L, Math.floorDiv(offset + size - 1, part));
    if (first <= last) {
      taken.set((int) first, (int) last + 1);
    }
  }

  private String text(int address) {
    return "%d.%d.%d.%d/%d"
        .formatted(
            address >>> 24,
            (address >>> 16) & 255,
            (address >>> 8) & 255,
            address & 255,
            nodePrefix);
  }

  private static int number(String address) {
    try {
      int number = 0;
      for (byte part : InetAddress.ofLiteral(address).getAddress()) {
        number = (number << 8) | (part & 255);
      }
      return number;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not an IPv4 address: " + address, e);
    }
  }
}
