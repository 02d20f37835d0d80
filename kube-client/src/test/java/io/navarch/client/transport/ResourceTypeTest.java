package io.navarch.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import org.junit.jupiter.api.Test;

/** Models know their place in the API. */
class ResourceTypeTest {

  @Test
  void knowsWhereModelsLive() {
    assertThat(ResourceType.of(Pod.class).path(ResourceKey.of("ns", "a")))
        .isEqualTo("/api/v1/namespaces/ns/pods/a");
    assertThat(ResourceType.of(Node.class).path(ResourceKey.of(null, "n")))
        .isEqualTo("/api/v1/nodes/n");
    assertThat(ResourceType.of(Deployment.class).path("")).isEqualTo("/apis/apps/v1/deployments");
    assertThat(ResourceType.of(Endpoints.class).plural()).isEqualTo("endpoints");
    assertThat(ResourceType.of(NetworkPolicy.class).qualifiedName())
        .isEqualTo("networkpolicies.networking.k8s.io");
  }

  @Test
  void escapesNames() {
    assertThat(ResourceType.of(Node.class).path(ResourceKey.of(null, "system:a b")))
        .isEqualTo("/api/v1/nodes/system%3Aa%20b");
  }
}
