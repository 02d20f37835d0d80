package io.navarch.nodeagent.proxy.nftables;

import io.navarch.nodeagent.proxy.AddressFamily;
import java.util.List;

/**
 * What the fixed part of the table depends on.
 *
 * @param podRanges addresses whose traffic needs no masquerade to come back
 * @param ownAddresses service addresses that are local to the node: never refused, no node ports
 * @param masqueradeMark bit of the packet mark, as a hexadecimal number
 * @param localhostNodePorts whether packets from 127.0.0.1 are routed on, so that others' must not
 */
record TableSettings(
    List<String> podRanges,
    List<String> ownAddresses,
    String masqueradeMark,
    boolean localhostNodePorts) {

  /** The same, without what belongs to the other family. */
  TableSettings only(AddressFamily family) {
    return new TableSettings(
        podRanges.stream().filter(range -> AddressFamily.of(range) == family).toList(),
        ownAddresses.stream().filter(ip -> AddressFamily.of(ip) == family).toList(),
        masqueradeMark,
        localhostNodePorts && family == AddressFamily.IPV4);
  }
}
