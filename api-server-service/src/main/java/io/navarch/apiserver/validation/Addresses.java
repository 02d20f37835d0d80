package io.navarch.apiserver.validation;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

/** Addresses and ranges of the Internet Protocol, without asking any name service. */
final class Addresses {

  private static final Pattern V4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern HEX_GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

  private Addresses() {}

  static List<String> ip(String value) {
    return isV4(value) || isV6(value)
        ? List.of()
        : List.of("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
  }

  static List<String> cidr(String value) {
    int slash = value.indexOf('/');
    var address = slash < 0 ? "" : value.substring(0, slash);
    var bits = slash < 0 ? "" : value.substring(slash + 1);
    int max = isV4(address) ? 32 : isV6(address) ? 128 : -1;
    boolean valid = bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= max;
    return valid
        ? List.of()
        : List.of("must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
  }

  /** What is wrong with an address where one of another machine is wanted. */
  static List<String> notOfOthers(String value) {
    var address = InetAddress.ofLiteral(value);
    if (address.isAnyLocalAddress()) {
      return List.of("may not be unspecified (%s)".formatted(isV4(value) ? "0.0.0.0" : "::"));
    }
    if (address.isLoopbackAddress()) {
      return List.of("may not be in the loopback range (127.0.0.0/8, ::1/128)");
    }
    if (address.isLinkLocalAddress()) {
      return List.of("may not be in the link-local range (169.254.0.0/16, fe80::/10)");
    }
    return isLinkLocalMulticast(address)
        ? List.of("may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)")
        : List.of();
  }

  private static boolean isLinkLocalMulticast(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address
        ? (bytes[0] & 0xff) == 224 && bytes[1] == 0 && bytes[2] == 0
        : address.isMCLinkLocal();
  }

  /** Whether a range lies in another, and is smaller. */
  static boolean isStrictPart(String part, String whole) {
    int slash = whole.indexOf('/');
    int bits = Integer.parseInt(whole.substring(slash + 1));
    int partBits = Integer.parseInt(part.substring(part.indexOf('/') + 1));
    byte[] a = InetAddress.ofLiteral(whole.substring(0, slash)).getAddress();
    byte[] b = InetAddress.ofLiteral(part.substring(0, part.indexOf('/'))).getAddress();
    if (a.length != b.length || partBits <= bits) {
      return false;
    }
    var shift = a.length * Byte.SIZE - bits;
    return new BigInteger(1, a).shiftRight(shift).equals(new BigInteger(1, b).shiftRight(shift));
  }

  static boolean isV4(String value) {
    return V4.matcher(value).matches();
  }

  static boolean isV6(String value) {
    int gap = value.indexOf("::");
    if (gap >= 0 && value.indexOf("::", gap + 1) >= 0) {
      return false;
    }
    if (gap < 0) {
      return groups(value) == 8;
    }
    int head = groups(value.substring(0, gap));
    int tail = groups(value.substring(gap + 2));
    return head >= 0 && tail >= 0 && head + tail <= 7;
  }

  /** How many groups of 16 bits a part has; negative if it is none. */
  private static int groups(String part) {
    if (part.isEmpty()) {
      return 0;
    }
    int count = 0;
    var groups = part.split(":", -1);
    for (int i = 0; i < groups.length; i++) {
      if (i == groups.length - 1 && isV4(groups[i])) {
        count += 2;
      } else if (HEX_GROUP.matcher(groups[i]).matches()) {
        count++;
      } else {
        return Integer.MIN_VALUE / 2;
      }
    }
    return count;
  }
}
