package io.navarch.apiserver.registry.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.testing.FakeObjects;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What clients are told of Pods that are valid and yet doubtful, in upstream's words. */
class PodWarningsTest {

  private final PodWarnings warnings = new PodWarnings();

  @Test
  void tellsOfVolumesThatDoNothingAnyMore() {
    assertThat(of("Pod", "p", "{volumes: [{name: a}, {name: b, rbd: {}}]}"))
        .containsExactly("spec.volumes[1].rbd: deprecated in v1.28, non-functional in v1.31+");
  }

  @Test
  void tellsOfNamesThatMakeBadHostNames() {
    assertThat(of("Pod", "a.b", "{}"))
        .containsExactly(
            "metadata.name: this is used in the Pod's hostname, which can result in surprising"
                + " behavior; a DNS label is recommended: [must not contain dots]");
    assertThat(of("Deployment", "a.b", "{}"))
        .singleElement()
        .asString()
        .startsWith("metadata.name: this is used in Pod names and hostnames");
  }

  @Test
  void tellsOfContainersThatHideWhatTheySay() {
    assertThat(
            of(
                "Pod",
                "p",
                """
                {containers: [{name: c, env: [{name: A}, {name: A}],
                  resources: {limits: {memory: 100m}},
                  ports: [{containerPort: 1, hostIP: 10.0.0.1, protocol: TCP}]}]}
                """))
        .containsExactly(
            "spec.containers[0].resources.limits[memory]: fractional byte value \"100m\" is"
                + " invalid, must be an integer",
            "spec.containers[0].env[1]: hides previous definition of \"A\", which may be dropped"
                + " when using apply",
            "spec.containers[0].ports[0]: hostIP set without hostPort: {Name: HostPort:0"
                + " ContainerPort:1 Protocol:TCP HostIP:10.0.0.1}");
  }

  @Test
  void tellsOfSelectorsThatSelectNothing() {
    assertThat(of("Pod", "p", "{topologySpreadConstraints: [{topologyKey: zone}]}"))
        .containsExactly(
            "spec.topologySpreadConstraints[0].labelSelector: a null labelSelector results in"
                + " matching no pod");
  }

  @Test
  void saysNothingAgainWhenTheSpecificationStays() {
    var pod = FakeObjects.object("{kind: Pod, spec: {volumes: [{name: b, rbd: {}}]}}");

    assertThat(warnings.of(pod, Optional.of(pod.deepCopy()))).isEmpty();
  }

  private List<String> of(String kind, String name, String spec) {
    var holder = kind.equals("Pod") ? spec : "{template: {spec: %s}}".formatted(spec);
    return warnings.of(
        FakeObjects.object(
            "{kind: %s, metadata: {name: %s}, spec: %s}".formatted(kind, name, holder)),
        Optional.empty());
  }
}
