package io.navarch.apiserver.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.bootstrap.policy.BootstrapData;
import io.navarch.apiserver.testing.Registry;
import io.navarch.schema.GroupResource;
import io.navarch.testing.fakes.ManualClock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The first objects of a cluster obey the same rules as all that come after them. */
class FreshClusterTest {

  private final Registry registry = new Registry();
  private final FreshCluster cluster =
      new FreshCluster(
          new ClusterWriter(
              registry.resources(), registry.objects(), registry.reader(), registry.rules()),
          new ManualClock(Instant.parse("2026-01-01T00:00:00Z")));

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void holdsAllThatTheDataFilesName() {
    cluster.ensure();

    assertThat(count("", "namespaces")).isEqualTo(BootstrapData.NAMESPACES.objects().size());
    assertThat(count("apiregistration.k8s.io", "apiservices"))
        .isEqualTo(BootstrapData.API_SERVICES.objects().size());
    assertThat(count("rbac.authorization.k8s.io", "clusterroles"))
        .isEqualTo(BootstrapData.CLUSTER_ROLES.objects().size());
  }

  @Test
  void isNotWrittenTwice() {
    cluster.ensure();
    long before = revision("apiregistration.k8s.io", "apiservices");

    cluster.ensure();

    assertThat(revision("apiregistration.k8s.io", "apiservices")).isEqualTo(before);
  }

  private int count(String group, String resource) {
    return registry.store().read(new GroupResource(group, resource)).objects().size();
  }

  private long revision(String group, String resource) {
    return registry.store().revision(new GroupResource(group, resource));
  }
}
