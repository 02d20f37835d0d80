package io.navarch.nodeagent.dns;

import static io.navarch.nodeagent.dns.FakeNames.endpoint;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** The Kubernetes DNS specification, name by name. */
class ClusterZoneTest {

  private final FakeNames names = new FakeNames();
  private final ClusterZone zone =
      new ClusterZone(
          Zone.of("cluster.local"), names, Duration.ofSeconds(5), List.of("10.96.0.10"));

  private Answer ask(String name, int type) {
    return zone.answer(Zone.name(name + "."), type);
  }

  private List<String> data(String name, int type) {
    return ask(name, type).records().stream().map(Record::rdataToString).toList();
  }

  private void assertNothingOfThatType(String name, int type) {
    assertThat(ask(name, type)).isEqualTo(Answer.nothingOfThatType());
  }

  private void assertNoSuchName(String name) {
    assertThat(ask(name, Type.A)).isEqualTo(Answer.noSuchName());
  }

  @Nested
  class OfServicesWithAnAddress {

    @Test
    void theNameLeadsToTheClusterIp() {
      names.with("web", "10.96.0.100");

      assertThat(data("web.default.svc.cluster.local", Type.A)).containsExactly("10.96.0.100");
      assertThat(data("WEB.default.SVC.cluster.local", Type.A)).containsExactly("10.96.0.100");
      assertThat(ask("web.default.svc.cluster.local", Type.A).records())
          .allMatch(record -> record.getTTL() == 5);
    }

    @Test
    void anExistingNameWithoutTheTypeIsNotDenied() {
      names.with("web", "10.96.0.100");

      assertNothingOfThatType("web.default.svc.cluster.local", Type.AAAA);
      assertNothingOfThatType("web.default.svc.cluster.local", Type.MX);
    }

    @Test
    void portsAreFoundByNameAndProtocol() {
      names.with("web", "10.96.0.100");

      assertThat(data("_http._tcp.web.default.svc.cluster.local", Type.SRV))
          .containsExactly("0 100 80 web.default.svc.cluster.local.");
      assertThat(ask("_http._tcp.web.default.svc.cluster.local", Type.SRV).additional())
          .extracting(Record::rdataToString)
          .containsExactly("10.96.0.100");
      assertNoSuchName("_http._udp.web.default.svc.cluster.local");
      assertNothingOfThatType("_http._tcp.web.default.svc.cluster.local", Type.A);
      assertNothingOfThatType("_tcp.web.default.svc.cluster.local", Type.A);
    }

    @Test
    void addressesLeadBack() {
      names.with("web", "10.96.0.100");

      assertThat(zone.reverse(Zone.name("100.0.96.10.in-addr.arpa."), "10.96.0.100"))
          .extracting(Record::rdataToString)
          .containsExactly("web.default.svc.cluster.local.");
      assertThat(zone.reverse(Zone.name("1.0.0.10.in-addr.arpa."), "10.0.0.1")).isEmpty();
    }
  }

  @Nested
  class OfHeadlessServices {

    @Test
    void theNameLeadsToEveryReadyEndpoint() {
      names
          .with("db", "None")
          .endpoints(
              "db",
              endpoint("10.244.1.4", "db-0", true),
              endpoint("10.244.2.5", "", true),
              endpoint("10.244.3.6", "db-2", false));

      assertThat(data("db.default.svc.cluster.local", Type.A))
          .containsExactly("10.244.1.4", "10.244.2.5");
    }

    @Test
    void endpointsHaveNamesOfTheirOwn() {
      names
          .with("db", "None")
          .endpoints("db", endpoint("10.244.1.4", "db-0", true), endpoint("10.244.2.5", "", true));

      assertThat(data("db-0.db.default.svc.cluster.local", Type.A)).containsExactly("10.244.1.4");
      assertThat(data("10-244-2-5.db.default.svc.cluster.local", Type.A))
          .containsExactly("10.244.2.5");
      assertNoSuchName("db-9.db.default.svc.cluster.local");
    }

    @Test
    void portsLeadToTheEndpointsNames() {
      names.with("db", "None").endpoints("db", endpoint("10.244.1.4", "db-0", true));

      assertThat(data("_http._tcp.db.default.svc.cluster.local", Type.SRV))
          .containsExactly("0 100 8080 db-0.db.default.svc.cluster.local.");
    }

    @Test
    void theirAddressesLeadBack() {
      names.with("db", "None").endpoints("db", endpoint("10.244.1.4", "db-0", true));

      assertThat(zone.reverse(Zone.name("4.1.244.10.in-addr.arpa."), "10.244.1.4"))
          .extracting(Record::rdataToString)
          .containsExactly("db-0.db.default.svc.cluster.local.");
    }

    @Test
    void withoutEndpointsThereIsNoName() {
      names.with("db", "None");

      assertNoSuchName("db.default.svc.cluster.local");
    }
  }

  @Test
  void externalNamesAreAliases() {
    names.alias("search", "search.example.org");

    var answer = ask("search.default.svc.cluster.local", Type.A);

    assertThat(answer.records())
        .extracting(Record::rdataToString)
        .containsExactly("search.example.org.");
    assertThat(answer.alias()).contains(Zone.name("search.example.org."));
    assertThat(ask("search.default.svc.cluster.local", Type.CNAME).alias()).isEmpty();
  }

  @Test
  void podsAreNamedByTheirAddress() {
    assertThat(data("10-244-1-4.default.pod.cluster.local", Type.A)).containsExactly("10.244.1.4");
    assertThat(data("fd00--1.default.pod.cluster.local", Type.AAAA))
        .containsExactly("fd00:0:0:0:0:0:0:1");
    assertNothingOfThatType("10-244-1-4.default.pod.cluster.local", Type.AAAA);
    assertNoSuchName("10-244-1-400.default.pod.cluster.local");
    assertNoSuchName("10-244-1-4.elsewhere.pod.cluster.local");
  }

  @Test
  void unknownNamesAreDenied() {
    assertNoSuchName("web.default.svc.cluster.local");
    assertNoSuchName("web.elsewhere.svc.cluster.local");
    assertNoSuchName("example.cluster.local");
  }

  @Test
  void namesOnTheWayToOthersExist() {
    assertNothingOfThatType("cluster.local", Type.A);
    assertNothingOfThatType("svc.cluster.local", Type.A);
    assertNothingOfThatType("default.svc.cluster.local", Type.A);
  }

  @Test
  void theZoneTellsItsVersionAndServer() {
    assertThat(data("dns-version.cluster.local", Type.TXT)).containsExactly("\"1.1.0\"");
    assertThat(data("ns.dns.cluster.local", Type.A)).containsExactly("10.96.0.10");
    assertThat(data("cluster.local", Type.NS)).containsExactly("ns.dns.cluster.local.");
  }

  @Test
  void theZoneEndsAtItsDomain() {
    assertThat(zone.holds(Zone.name("cluster.local."))).isTrue();
    assertThat(zone.holds(Zone.name("a.b.cluster.local."))).isTrue();
    assertThat(zone.holds(Name.root)).isFalse();
    assertThat(zone.holds(Zone.name("cluster.local.example.org."))).isFalse();
  }
}
