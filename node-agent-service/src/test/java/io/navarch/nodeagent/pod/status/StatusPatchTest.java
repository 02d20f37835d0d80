package io.navarch.nodeagent.pod.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HostIP;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the API is told of a Pod. */
class StatusPatchTest {

  private static final Map<String, String> REPLACE = Map.of("$patch", "replace");

  @Test
  void theAddressesOfANodeThatHasMovedTakeThePlaceOfTheOldOnes() {
    var status =
        new PodStatusBuilder()
            .withHostIPs(new HostIP("10.0.0.2"))
            .withPodIPs(new PodIP("10.244.0.7"))
            .build();

    assertThat(StatusPatch.to(status, Set.of()))
        .containsEntry("hostIPs", List.of(REPLACE, new HostIP("10.0.0.2")))
        .containsEntry("podIPs", List.of(REPLACE, new PodIP("10.244.0.7")));
  }

  @Test
  void aPodWithoutAddressesLosesThoseThatItHad() {
    assertThat(StatusPatch.to(new PodStatusBuilder().build(), Set.of()))
        .containsEntry("podIPs", List.of(REPLACE));
  }

  @Test
  void aConditionThatHasPassedIsTakenAway() {
    assertThat(StatusPatch.to(new PodStatusBuilder().build(), Set.of("PodResizePending", "Ready")))
        .containsEntry(
            "conditions", List.of(Map.of("$patch", "delete", "type", "PodResizePending")));
  }
}
