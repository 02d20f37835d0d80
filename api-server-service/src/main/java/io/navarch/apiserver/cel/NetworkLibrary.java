package io.navarch.apiserver.cel;

import static io.navarch.apiserver.cel.Types.CIDR;
import static io.navarch.apiserver.cel.Types.IP;
import static io.navarch.apiserver.cel.Types.TEXT;

import dev.cel.common.types.SimpleType;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code ip("10.0.0.1")}, {@code cidr("10.0.0.0/8")} and what can be asked of them. */
final class NetworkLibrary {

  private static final Pattern FOUR =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern SIX = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:]*");
  private static final int IPV4 = 4;
  private static final int IPV6 = 6;

  private NetworkLibrary() {}

  /** An address. */
  record Ip(InetAddress address) {

    int family() {
      return address instanceof Inet4Address ? IPV4 : IPV6;
    }

    @Override
    public String toString() {
      return Addresses.text(address.getAddress());
    }
  }

  /** An address and the length of its prefix. */
  record Cidr(Ip ip, int length) {

    boolean contains(Ip other) {
      return other.family() == ip.family()
          && Arrays.equals(
              Addresses.masked(other.address(), length), Addresses.masked(ip.address(), length));
    }

    @Override
    public String toString() {
      return ip + "/" + length;
    }
  }

  static void addTo(Functions functions) {
    functions.global("isIP", SimpleType.BOOL, a -> findIp((String) a[0]).isPresent(), TEXT);
    functions.global("ip", IP.name(), a -> parseIp((String) a[0]), TEXT);
    functions.global(
        "ip.isCanonical",
        SimpleType.BOOL,
        a -> parseIp((String) a[0]).toString().equals(a[0]),
        TEXT);
    functions.global("string", SimpleType.STRING, a -> a[0].toString(), IP);
    functions.member("family", SimpleType.INT, a -> (long) ((Ip) a[0]).family(), IP);
    functions.member("isUnspecified", SimpleType.BOOL, a -> address(a[0]).isAnyLocalAddress(), IP);
    functions.member("isLoopback", SimpleType.BOOL, a -> address(a[0]).isLoopbackAddress(), IP);
    functions.member(
        "isLinkLocalMulticast", SimpleType.BOOL, a -> address(a[0]).isMCLinkLocal(), IP);
    functions.member(
        "isLinkLocalUnicast", SimpleType.BOOL, a -> address(a[0]).isLinkLocalAddress(), IP);
    functions.member("isGlobalUnicast", SimpleType.BOOL, a -> isGlobal(address(a[0])), IP);
    ranges(functions);
  }

  private static void ranges(Functions functions) {
    functions.global("isCIDR", SimpleType.BOOL, a -> findCidr((String) a[0]).isPresent(), TEXT);
    functions.global("cidr", CIDR.name(), a -> parseCidr((String) a[0]), TEXT);
    functions.global("string", SimpleType.STRING, a -> a[0].toString(), CIDR);
    functions.member("ip", IP.name(), a -> ((Cidr) a[0]).ip(), CIDR);
    functions.member("prefixLength", SimpleType.INT, a -> (long) ((Cidr) a[0]).length(), CIDR);
    functions.member("masked", CIDR.name(), a -> masked((Cidr) a[0]), CIDR);
    functions.member(
        "containsIP", SimpleType.BOOL, a -> ((Cidr) a[0]).contains((Ip) a[1]), CIDR, IP);
    functions.member(
        "containsIP",
        SimpleType.BOOL,
        a -> ((Cidr) a[0]).contains(parseIp((String) a[1])),
        CIDR,
        TEXT);
    functions.member(
        "containsCIDR", SimpleType.BOOL, a -> holds((Cidr) a[0], (Cidr) a[1]), CIDR, CIDR);
    functions.member(
        "containsCIDR",
        SimpleType.BOOL,
        a -> holds((Cidr) a[0], parseCidr((String) a[1])),
        CIDR,
        TEXT);
  }

  private static InetAddress address(Object ip) {
    return ((Ip) ip).address();
  }

  private static boolean isGlobal(InetAddress address) {
    return !address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && !address.isMulticastAddress()
        && !address.isLinkLocalAddress();
  }

  private static boolean holds(Cidr outer, Cidr inner) {
    return outer.length() <= inner.length() && outer.contains(inner.ip());
  }

  private static Cidr masked(Cidr cidr) {
    return new Cidr(
        new Ip(Addresses.of(Addresses.masked(cidr.ip().address(), cidr.length()))), cidr.length());
  }

  private static Optional<Ip> findIp(String text) {
    if (!FOUR.matcher(text).matches() && !SIX.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      var address = InetAddress.ofLiteral(text);
      boolean mapped = text.indexOf(':') >= 0 && address instanceof Inet4Address;
      return mapped ? Optional.empty() : Optional.of(new Ip(address));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Ip parseIp(String text) {
    return findIp(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                ("IP Address \"%s\" parse error during conversion from string: ParseAddr(\"%s\"):"
                        + " unable to parse IP")
                    .formatted(text, text)));
  }

  private static Optional<Cidr> findCidr(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9]\\d{0,2}")) {
      return Optional.empty();
    }
    int length = Integer.parseInt(text.substring(slash + 1));
    return findIp(text.substring(0, slash))
        .filter(ip -> length <= ip.address().getAddress().length * Byte.SIZE)
        .map(ip -> new Cidr(ip, length));
  }

  private static Cidr parseCidr(String text) {
    return findCidr(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "network address parse error during conversion from string: network address"
                    + " \"%s\" is invalid".formatted(text)));
  }
}
