package io.navarch.nodeagent.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Turns one question, as it came over the wire, into its answer: from the cluster's zone, or from
 * the resolvers of the machine. Used by many threads.
 */
@Slf4j
@RequiredArgsConstructor
final class DnsResponder {

  private static final int SMALLEST_UDP = 512;
  private static final int LARGEST_UDP = 4096;
  private static final int LARGEST_TCP = 65_535;
  private static final int LONGEST_CHAIN = 8;
  private static final int HEADER_LENGTH = 12;
  private static final Name REVERSE_IPV4 = Zone.name("in-addr.arpa.");
  private static final Name REVERSE_IPV6 = Zone.name("ip6.arpa.");

  private final ClusterZone zone;
  private final Names names;
  private final Forwarder forwarder;
  private final DnsMetrics metrics;
  private final Clock clock;

  /** The answer; empty if what came is not even a question. */
  Optional<byte[]> respond(byte[] wire, boolean overTcp) {
    if (wire.length < HEADER_LENGTH || (wire[2] & 0x80) != 0) {
      return Optional.empty();
    }
    var start = clock.instant();
    Message question;
    try {
      question = new Message(wire);
    } catch (IOException e) {
      return Optional.of(unreadable(wire));
    }
    var answer = answer(question, wire, overTcp);
    metrics.answered(question, answer, overTcp, start);
    return Optional.of(answer);
  }

  private byte[] answer(Message question, byte[] wire, boolean overTcp) {
    var record = question.getQuestion();
    if (question.getHeader().getOpcode() != Opcode.QUERY) {
      return wire(refusal(question, Rcode.NOTIMP), question, overTcp);
    }
    if (record == null || question.getHeader().getCount(Section.QUESTION) != 1) {
      return wire(refusal(question, Rcode.FORMERR), question, overTcp);
    }
    if (question.getOPT() != null && question.getOPT().getVersion() != 0) {
      return wire(refusal(question, Rcode.BADVERS), question, overTcp);
    }
    if (record.getDClass() != DClass.IN) {
      return wire(refusal(question, Rcode.REFUSED), question, overTcp);
    }
    var own = ownAnswer(question, record);
    if (own.isPresent()) {
      return wire(own.get(), question, overTcp);
    }
    try {
      return forwarder.ask(wire, overTcp);
    } catch (IOException e) {
      log.atDebug().setCause(e).addKeyValue("name", record.getName()).log("not resolved");
      return wire(refusal(question, Rcode.SERVFAIL), question, overTcp);
    }
  }

  private Optional<Message> ownAnswer(Message question, Record record) {
    if (zone.holds(record.getName())) {
      return Optional.of(
          names.isReady() ? zoneAnswer(question, record) : refusal(question, Rcode.SERVFAIL));
    }
    return reversed(record.getName())
        .map(address -> zone.reverse(record.getName(), address.getHostAddress()))
        .filter(records -> !records.isEmpty())
        .map(records -> {
          var answer = authoritative(question, Rcode.NOERROR);
          if (record.getType() == Type.PTR || record.getType() == Type.ANY) {
            records.forEach(r -> answer.addRecord(r, Section.ANSWER));
          }
          return answer;
        });
  }

  private static Optional<InetAddress> reversed(Name name) {
    if (!name.subdomain(REVERSE_IPV4) && !name.subdomain(REVERSE_IPV6)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ReverseMap.fromName(name));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private Message zoneAnswer(Message question, Record record) {
    var found = zone.answer(record.getName(), record.getType());
    var answer = authoritative(question, found.responseCode());
    found.records().forEach(r -> answer.addRecord(r, Section.ANSWER));
    found.additional().forEach(r -> answer.addRecord(r, Section.ADDITIONAL));
    found.alias().ifPresent(alias -> follow(alias, record.getType(), answer, LONGEST_CHAIN));
    if (found.records().isEmpty()) {
      answer.addRecord(zone.authority(clock.instant().getEpochSecond()), Section.AUTHORITY);
    }
    return answer;
  }

  /** Adds what the alias leads to; a target that cannot be resolved leaves the alias alone. */
  private void follow(Name target, int type, Message answer, int left) {
    if (left == 0) {
      return;
    }
    if (zone.holds(target)) {
      var next = zone.answer(target, type);
      next.records().forEach(r -> answer.addRecord(r, Section.ANSWER));
      next.alias().ifPresent(alias -> follow(alias, type, answer, left - 1));
      return;
    }
    try {
      var query = Message.newQuery(Record.newRecord(target, type, DClass.IN));
      var reply = new Message(forwarder.ask(query.toWire(), false));
      reply.getSection(Section.ANSWER).forEach(r -> answer.addRecord(r, Section.ANSWER));
    } catch (IOException e) {
      log.atDebug().setCause(e).addKeyValue("name", target).log("alias not resolved");
    }
  }

  private static Message authoritative(Message question, int code) {
    var answer = refusal(question, code);
    answer.getHeader().setFlag(Flags.AA);
    return answer;
  }

  private static Message refusal(Message question, int code) {
    var answer = new Message(question.getHeader().getID());
    var header = answer.getHeader();
    header.setFlag(Flags.QR);
    header.setFlag(Flags.RA);
    if (question.getHeader().getFlag(Flags.RD)) {
      header.setFlag(Flags.RD);
    }
    header.setOpcode(question.getHeader().getOpcode());
    header.setRcode(code & 0xF);
    if (question.getQuestion() != null) {
      answer.addRecord(question.getQuestion(), Section.QUESTION);
    }
    if (question.getOPT() != null) {
      answer.addRecord(new OPTRecord(LARGEST_UDP, code >> 4, 0), Section.ADDITIONAL);
    }
    return answer;
  }

  private static byte[] unreadable(byte[] wire) {
    var header = new Header(((wire[0] & 0xFF) << 8) | (wire[1] & 0xFF));
    header.setFlag(Flags.QR);
    header.setRcode(Rcode.FORMERR);
    return header.toWire();
  }

  private static byte[] wire(Message answer, Message question, boolean overTcp) {
    return answer.toWire(overTcp ? LARGEST_TCP : udpLimit(question));
  }

  private static int udpLimit(Message question) {
    var options = question.getOPT();
    return options == null
        ? SMALLEST_UDP
        : Math.clamp(options.getPayloadSize(), SMALLEST_UDP, LARGEST_UDP);
  }
}
