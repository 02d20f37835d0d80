package io.navarch.apiserver.customresource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which version of a group is preferred. */
class VersionOrderTest {

  @Test
  void stableVersionsComeFirstAndOtherNamesLast() {
    var sorted =
        List.of("foo1", "v1alpha1", "v10", "v2beta10", "v1", "v2beta3", "v11alpha2", "bar").stream()
            .sorted(VersionOrder::compare)
            .toList();

    assertThat(sorted)
        .containsExactly(
            "v10", "v1", "v2beta10", "v2beta3", "v11alpha2", "v1alpha1", "bar", "foo1");
  }
}
