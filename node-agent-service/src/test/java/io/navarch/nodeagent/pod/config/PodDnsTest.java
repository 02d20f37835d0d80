package io.navarch.nodeagent.pod.config;

import static io.navarch.nodeagent.pod.Pods.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.nodeagent.runtime.DnsConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which resolver Pods get. */
class PodDnsTest {

  private final PodDns dns =
      new PodDns(
          List.of("10.96.0.10"),
          "cluster.local",
          ResolvConf.parse("# node\nnameserver 192.0.2.53\nsearch example.com.\noptions rotate\n"));

  @Test
  void asksTheClusterFirst() {
    assertThat(dns.of(aPod().build()))
        .isEqualTo(
            new DnsConfig(
                List.of("10.96.0.10"),
                List.of(
                    "ns.svc.cluster.local", "svc.cluster.local", "cluster.local", "example.com"),
                List.of("ndots:5")));
  }

  @Test
  void asksAsTheNodeDoesInTheNodesNetwork() {
    var pod = aPod().editSpec().withHostNetwork(true).endSpec().build();

    assertThat(dns.of(pod))
        .isEqualTo(new DnsConfig(List.of("192.0.2.53"), List.of("example.com"), List.of("rotate")));
  }

  @Test
  void takesOnlyWhatThePodSaysUnderNone() {
    var pod =
        aPod()
            .editSpec()
            .withDnsPolicy("None")
            .withNewDnsConfig()
            .withNameservers("1.1.1.1")
            .withSearches("a.b")
            .addNewOption("ndots", "2")
            .addNewOption("edns0", null)
            .endDnsConfig()
            .endSpec()
            .build();

    assertThat(dns.of(pod))
        .isEqualTo(new DnsConfig(List.of("1.1.1.1"), List.of("a.b"), List.of("ndots:2", "edns0")));
  }
}
