package io.navarch.controller.endpointslice;

import static io.navarch.controller.endpointslice.DesiredEndpointsTest.named;
import static io.navarch.controller.endpointslice.DesiredEndpointsTest.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Endpoints say the same as slices, in subsets of equal ports. */
class EndpointsPlanTest {

  private static Service service(Object... targetPorts) {
    var builder =
        new ServiceBuilder().withNewMetadata().withName("web").endMetadata().withNewSpec();
    for (int i = 0; i < targetPorts.length; i++) {
      builder
          .addNewPort()
          .withName("p" + i)
          .withPort(80 + i)
          .withTargetPort(new IntOrString(targetPorts[i]))
          .endPort();
    }
    return builder.endSpec().build();
  }

  private static List<String> ips(List<EndpointAddress> addresses) {
    return addresses.stream().map(EndpointAddress::getIp).toList();
  }

  private static EndpointSubset only(Service service, Pod... pods) {
    var subsets = EndpointsPlan.subsets(service, List.of(pods));
    assertThat(subsets).hasSize(1);
    return subsets.getFirst();
  }

  @Test
  void sharesAddressesAmongPortsAndSortsBoth() {
    var subset =
        only(
            service(8081, 8080),
            pod("b", true, "10.0.0.2").build(),
            pod("a", true, "10.0.0.1").build(),
            pod("c", false, "10.0.0.3").build());

    assertThat(ips(subset.getAddresses())).containsExactly("10.0.0.1", "10.0.0.2");
    assertThat(ips(subset.getNotReadyAddresses())).containsExactly("10.0.0.3");
    assertThat(subset.getPorts()).extracting(port -> port.getPort()).containsExactly(8081, 8080);
  }

  @Test
  void theSameWhateverTheOrderOfPods() {
    var one = pod("a", true, "10.0.0.1").build();
    var two = named(pod("b", true, "10.0.0.2"), 7000);
    var service = service(8080, "web");

    assertThat(EndpointsPlan.subsets(service, List.of(one, two)))
        .hasSize(2)
        .isEqualTo(EndpointsPlan.subsets(service, List.of(two, one)));
  }

  @Test
  void leavingPodsCountOnlyWhereUnreadyOnesDo() {
    var pod = pod("a", true, "10.0.0.1").terminating().build();
    var publishing =
        new ServiceBuilder(service(80)).editSpec().withPublishNotReadyAddresses(true).endSpec();

    assertThat(EndpointsPlan.subsets(service(80), List.of(pod))).isEmpty();
    assertThat(ips(only(publishing.build(), pod).getAddresses())).containsExactly("10.0.0.1");
  }

  @Test
  void aServiceWithoutPortsHasAddressesAllTheSame() {
    var subset = only(service(), pod("a", true, "10.0.0.1").build());

    assertThat(ips(subset.getAddresses())).containsExactly("10.0.0.1");
    assertThat(subset.getPorts()).isEmpty();
  }
}
