package io.navarch.apiserver.registry.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.network.NetworkProperties;
import io.navarch.apiserver.registry.StoredForm;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.memory.InMemoryRevisionStore;
import io.navarch.apiserver.testing.FakeObjects;
import io.navarch.apiserver.testing.FixedIdentities;
import io.navarch.schema.GroupResource;
import io.navarch.testing.fakes.ManualClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Claims follow the Services that hold them, also after a crash between the two writes. */
class ClaimRepairTest {

  private final RevisionStore store = new InMemoryRevisionStore();
  private final NetworkProperties network =
      new NetworkProperties("", "10.96.0.0/16", "30000-32767", "cluster.local");
  private final ClaimedAddresses addresses =
      new ClaimedAddresses(
          store,
          new FixedIdentities(),
          new ManualClock(Instant.parse("2026-01-01T00:00:00Z")),
          network);
  private final ClaimedPorts ports = new ClaimedPorts(store, network);
  private final ClaimRepair repair = new ClaimRepair(store, addresses, ports);

  @Test
  void whatNoServiceHoldsIsFreeAfterTheSecondRound() {
    addresses.take("10.96.7.7", "default", "gone");
    ports.take(30_007, "default", "gone");

    repair.repair();

    assertThat(addresses.held()).containsExactly("10.96.7.7");
    assertThat(ports.held()).containsExactly(30_007);

    repair.repair();

    assertThat(addresses.held()).isEmpty();
    assertThat(ports.held()).isEmpty();
  }

  @Test
  void whatAServiceHoldsStaysClaimedOrIsClaimedAgain() {
    addresses.take("10.96.7.8", "default", "web");
    var service =
        FakeObjects.object(
            """
            metadata: {name: web, namespace: default}
            spec:
              type: NodePort
              clusterIP: 10.96.7.8
              clusterIPs: [10.96.7.8]
              ports: [{port: 80, nodePort: 30008}]
            """);
    store.put(
        new GroupResource("", "services"),
        "default/web",
        RevisionStore.ABSENT,
        StoredForm.encode(service));

    repair.repair();
    repair.repair();

    assertThat(addresses.held()).containsExactly("10.96.7.8");
    assertThat(ports.held()).containsExactly(30_008);
  }
}
