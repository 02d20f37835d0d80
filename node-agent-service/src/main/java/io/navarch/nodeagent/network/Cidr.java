package io.navarch.nodeagent.network;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;

/** A range of addresses in prefix notation. Two ranges are apart, or one holds the other. */
public record Cidr(InetAddress address, int prefix) {

  /** Reads {@code 10.244.1.0/24}; an address alone is a range of one. */
  public static Cidr of(String text) {
    int slash = text.indexOf('/');
    var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int bits = address.getAddress().length * 8;
    int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException("no such prefix: " + text);
    }
    return new Cidr(address, prefix);
  }

  /** Whether every address of the other range is in this one. */
  public boolean contains(Cidr other) {
    var mine = address.getAddress();
    var theirs = other.address.getAddress();
    if (mine.length != theirs.length || prefix > other.prefix) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** The same addresses in as few ranges as were given: none lies within another. */
  public static List<Cidr> outermost(Collection<Cidr> ranges) {
    var distinct = ranges.stream().distinct().toList();
    return distinct.stream()
        .filter(r -> distinct.stream().noneMatch(other -> !other.equals(r) && other.holdsBefore(r)))
        .toList();
  }

  /** Of two equal ranges in different spellings the one with the lower address stays. */
  private boolean holdsBefore(Cidr other) {
    return contains(other) && (!other.contains(this) || toString().compareTo(other.toString()) < 0);
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + prefix;
  }
}
