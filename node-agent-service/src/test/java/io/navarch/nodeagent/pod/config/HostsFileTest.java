package io.navarch.nodeagent.pod.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HostAlias;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in a Pod's hosts file. */
class HostsFileTest {

  @Test
  void namesThePodAndItsAliases() {
    var name = new PodHostname("web-0", "web.ns.svc.cluster.local", "web-0");
    var alias = new HostAlias(List.of("a", "b"), "127.0.0.1");

    assertThat(HostsFile.ofPod(List.of("10.244.0.7"), name, List.of(alias)))
        .isEqualTo(
            """
            # Kubernetes-managed hosts file.
            127.0.0.1\tlocalhost
            ::1\tlocalhost ip6-localhost ip6-loopback
            fe00::0\tip6-localnet
            fe00::0\tip6-mcastprefix
            fe00::1\tip6-allnodes
            fe00::2\tip6-allrouters
            10.244.0.7\tweb-0.web.ns.svc.cluster.local\tweb-0

            # Entries added by HostAliases.
            127.0.0.1\ta\tb
            """);
  }
}
