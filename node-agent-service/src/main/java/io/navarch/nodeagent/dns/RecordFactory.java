package io.navarch.nodeagent.dns;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Makes address records. */
record RecordFactory(Zone zone, Duration ttl) {

  /** Whether the text is an address of either family. */
  boolean isAddress(String text) {
    return parse(text).isPresent();
  }

  /** Those of the addresses that belong under the type asked for. */
  List<Record> addresses(Name name, Collection<String> addresses, int type) {
    return addresses.stream()
        .distinct()
        .flatMap(address -> parse(address).stream())
        .map(address -> record(name, address))
        .filter(record -> type == record.getType() || type == Type.ANY)
        .toList();
  }

  private Record record(Name name, InetAddress address) {
    return address instanceof Inet6Address
        ? new AAAARecord(name, DClass.IN, ttl.toSeconds(), address)
        : new ARecord(name, DClass.IN, ttl.toSeconds(), address);
  }

  private static Optional<InetAddress> parse(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
