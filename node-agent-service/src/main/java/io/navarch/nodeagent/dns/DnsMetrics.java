package io.navarch.nodeagent.dns;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Counts questions and how long their answers took, by type and outcome. */
@Component
@RequiredArgsConstructor
class DnsMetrics {

  private final MeterRegistry registry;
  private final Clock clock;

  void answered(Message question, byte[] answer, boolean overTcp, Instant start) {
    var record = question.getQuestion();
    Timer.builder("dns.request.duration")
        .description("How long answers of the cluster's DNS took")
        .tag("proto", overTcp ? "tcp" : "udp")
        .tag("type", record == null ? "none" : knownType(record.getType()))
        .tag("rcode", Rcode.string(answer[3] & 0xF))
        .register(registry)
        .record(Duration.between(start, clock.instant()));
  }

  /** Anybody can ask for any number; each must not become a time series. */
  private static String knownType(int type) {
    return switch (type) {
      case Type.A,
          Type.AAAA,
          Type.SRV,
          Type.PTR,
          Type.TXT,
          Type.CNAME,
          Type.NS,
          Type.SOA,
          Type.MX ->
          Type.string(type);
      default -> "other";
    };
  }
}
