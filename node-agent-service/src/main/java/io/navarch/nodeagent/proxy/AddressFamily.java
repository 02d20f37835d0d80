package io.navarch.nodeagent.proxy;

/** The two families of internet addresses; rules of one never mix with the other's. */
public enum AddressFamily {
  IPV4,
  IPV6;

  /** The family of an address in text form. */
  public static AddressFamily of(String ip) {
    return ip.contains(":") ? IPV6 : IPV4;
  }
}
