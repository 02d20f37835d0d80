package io.navarch.nodeagent.dns;

import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/**
 * What the zone says to a question.
 *
 * @param exists whether the name is there at all, with or without records of the type asked for
 * @param additional addresses of names in the answer
 * @param alias the name that must be resolved further, when the answer ends in a CNAME
 */
record Answer(boolean exists, List<Record> records, List<Record> additional, Optional<Name> alias) {

  Answer {
    records = List.copyOf(records);
    additional = List.copyOf(additional);
  }

  static Answer noSuchName() {
    return new Answer(false, List.of(), List.of(), Optional.empty());
  }

  /** The name exists; of the type asked for it has these records, or none. */
  static Answer of(List<? extends Record> records) {
    return new Answer(true, List.copyOf(records), List.of(), Optional.empty());
  }

  static Answer nothingOfThatType() {
    return of(List.of());
  }

  int responseCode() {
    return exists ? Rcode.NOERROR : Rcode.NXDOMAIN;
  }
}
