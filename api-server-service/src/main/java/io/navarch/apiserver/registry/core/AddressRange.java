package io.navarch.apiserver.registry.core;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A range of addresses, such as {@code 10.96.0.0/16}. Its first addresses are left to those who ask
 * for a certain one, as long as there are others.
 *
 * @param base the network's address
 * @param size how many addresses there are
 */
record AddressRange(InetAddress base, long size) {

  private static final long LARGEST = 1L << 20;
  private static final long SMALLEST_STATIC = 16;
  private static final long LARGEST_STATIC = 256;

  /** Reads the spelling with a slash. */
  static AddressRange parse(String cidr) {
    int slash = cidr.indexOf('/');
    var base = InetAddress.ofLiteral(cidr.substring(0, slash));
    int bits = base.getAddress().length * Byte.SIZE - Integer.parseInt(cidr.substring(slash + 1));
    return new AddressRange(base, bits >= Long.SIZE - 1 ? LARGEST : Math.min(1L << bits, LARGEST));
  }

  /** How upstream names the family. */
  String family() {
    return base instanceof Inet4Address ? "IPv4" : "IPv6";
  }

  boolean contains(InetAddress address) {
    if (address.getAddress().length != base.getAddress().length) {
      return false;
    }
    var offset = number(address).subtract(number(base));
    return offset.signum() > 0 && offset.compareTo(BigInteger.valueOf(size - 1)) < 0;
  }

  /** An address to try: at first of the greater part of the range, later of all. */
  String candidate(RandomGenerator random, boolean anywhere) {
    long first = anywhere ? 1 : 1 + staticPart();
    long last = size - 2;
    return at(
        first >= last ? 1 + random.nextLong(last) : first + random.nextLong(last - first + 1));
  }

  /** The address so many after the first. */
  String at(long offset) {
    byte[] number = number(base).add(BigInteger.valueOf(offset)).toByteArray();
    byte[] address = new byte[base.getAddress().length];
    int length = Math.min(number.length, address.length);
    System.arraycopy(number, number.length - length, address, address.length - length, length);
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("not an address: " + offset, e);
    }
  }

  /** A literal address; empty if it is none. */
  static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private long staticPart() {
    long part = Math.clamp(size / SMALLEST_STATIC, SMALLEST_STATIC, LARGEST_STATIC);
    return size <= SMALLEST_STATIC ? 0 : part;
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }
}
