package io.navarch.apiserver.cel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;

/** The bytes of addresses. */
final class Addresses {

  private static final int V4_BYTES = 4;
  private static final int GROUPS = 8;

  private Addresses() {}

  static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address has %d bytes".formatted(bytes.length), e);
    }
  }

  static byte[] masked(InetAddress address, int length) {
    var bytes = address.getAddress();
    for (int i = 0; i < bytes.length; i++) {
      int kept = Math.clamp(length - (long) i * Byte.SIZE, 0, Byte.SIZE);
      bytes[i] &= (byte) (0xff << (Byte.SIZE - kept));
    }
    return bytes;
  }

  /** The canonical spelling: the longest run of zero groups, of two at least, is left out. */
  static String text(byte[] bytes) {
    if (bytes.length == V4_BYTES) {
      return "%d.%d.%d.%d"
          .formatted(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff, bytes[3] & 0xff);
    }
    var groups = new ArrayList<Integer>();
    for (int i = 0; i < GROUPS; i++) {
      groups.add(((bytes[2 * i] & 0xff) << Byte.SIZE) | (bytes[2 * i + 1] & 0xff));
    }
    int bestStart = -1;
    int bestLength = 1;
    for (int start = 0; start < GROUPS; start++) {
      int end = start;
      while (end < GROUPS && groups.get(end) == 0) {
        end++;
      }
      if (end - start > bestLength) {
        bestStart = start;
        bestLength = end - start;
      }
    }
    var text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups.get(i)));
    }
    return text.toString();
  }
}
