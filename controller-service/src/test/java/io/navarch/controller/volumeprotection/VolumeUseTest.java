package io.navarch.controller.volumeprotection;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

/** A pod holds its claims from the time it has a node until it is gone from it. */
class VolumeUseTest {

  private static Pod pod(String node, Long grace) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("web")
        .withDeletionTimestamp(grace == null ? null : "2030-01-01T00:00:00Z")
        .withDeletionGracePeriodSeconds(grace)
        .endMetadata()
        .withNewSpec()
        .withNodeName(node)
        .addNewVolume()
        .withName("data")
        .withNewPersistentVolumeClaim("disk", false)
        .endVolume()
        .addNewVolume()
        .withName("scratch")
        .withNewEphemeral()
        .endEphemeral()
        .endVolume()
        .addNewVolume()
        .withName("none")
        .withNewEmptyDir()
        .endEmptyDir()
        .endVolume()
        .endSpec()
        .build();
  }

  @Test
  void namedClaimsAndThoseOfEphemeralVolumesAreUsed() {
    assertThat(VolumeUse.claims(pod("n1", null))).containsExactly("disk", "web-scratch");
  }

  @Test
  void onlyPodsOnANodeHoldVolumes() {
    assertThat(VolumeUse.mayMount(pod(null, null))).isFalse();
    assertThat(VolumeUse.mayMount(pod("n1", null))).isTrue();
    assertThat(VolumeUse.mayMount(pod("n1", 30L))).isTrue();
    assertThat(VolumeUse.mayMount(pod("n1", 0L))).isFalse();
  }
}
