package io.navarch.nodeagent.runtime.simulated;

import io.navarch.nodeagent.network.Cidr;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The Pod addresses of a node: one of each range for each sandbox. An address that was given back
 * is not given out again before all others were.
 */
final class AddressPool {

  private static final int MOST_BITS = 16;

  private final Set<String> taken = new HashSet<>();
  private List<Range> ranges = List.of();

  /** A range with the place where the last search ended. */
  private static final class Range {

    private final BigInteger first;
    private final int length;
    private final int size;
    private int next;

    Range(Cidr cidr) {
      var bytes = cidr.address().getAddress();
      int bits = Math.min(bytes.length * Byte.SIZE - cidr.prefix(), MOST_BITS);
      this.length = bytes.length;
      this.size = 1 << bits;
      this.first = new BigInteger(1, bytes).shiftRight(bits).shiftLeft(bits);
    }

    /** Neither the network's own address, nor the gateway's, nor the broadcast address. */
    List<Integer> offsets() {
      var result = new ArrayList<Integer>();
      for (int i = 0; i < size; i++) {
        int offset = (next + i) % size;
        if (offset > 1 && offset < size - 1) {
          result.add(offset);
        }
      }
      return result;
    }

    String address(int offset) {
      var bytes = new byte[length];
      var number = first.add(BigInteger.valueOf(offset)).toByteArray();
      int copied = Math.min(number.length, length);
      System.arraycopy(number, number.length - copied, bytes, length - copied, copied);
      try {
        return InetAddress.getByAddress(bytes).getHostAddress();
      } catch (UnknownHostException e) {
        throw new IllegalStateException("no address of length " + length, e);
      }
    }
  }

  /** From now on addresses come from these ranges, separated by commas. */
  synchronized void use(String podRanges) {
    ranges =
        Arrays.stream(podRanges.split(",", -1))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(Cidr::of)
            .map(Range::new)
            .toList();
  }

  synchronized boolean isReady() {
    return !ranges.isEmpty();
  }

  /** An address of each range; empty if one of them is used up. */
  synchronized List<String> take() {
    var result = new ArrayList<String>();
    for (var range : ranges) {
      for (int offset : range.offsets()) {
        var address = range.address(offset);
        if (taken.add(address)) {
          range.next = offset + 1;
          result.add(address);
          break;
        }
      }
    }
    if (result.size() < ranges.size()) {
      giveBack(result);
      return List.of();
    }
    return result;
  }

  synchronized void giveBack(List<String> addresses) {
    addresses.forEach(taken::remove);
  }
}
