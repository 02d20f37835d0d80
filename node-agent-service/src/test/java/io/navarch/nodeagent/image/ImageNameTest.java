package io.navarch.nodeagent.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How references to images are taken apart. */
class ImageNameTest {

  @ParameterizedTest
  @CsvSource({
    "busybox, docker.io/library/busybox, busybox:latest",
    "busybox:1.35, docker.io/library/busybox, busybox:1.35",
    "a/b, docker.io/a/b, a/b:latest",
    "registry.k8s.io/e2e-test-images/agnhost:2.56, registry.k8s.io/e2e-test-images/agnhost, registry.k8s.io/e2e-test-images/agnhost:2.56",
    "localhost:5000/x, localhost:5000/x, localhost:5000/x:latest"
  })
  void fillsInWhatIsMissing(String reference, String repository, String canonical) {
    var name = ImageName.parse(reference).orElseThrow();

    assertThat(name.repository()).isEqualTo(repository);
    assertThat(name.canonical()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Busybox", "a b", ":tag", "x:", "busy?box"})
  void knowsWhatIsNone(String reference) {
    assertThat(ImageName.parse(reference)).isEmpty();
  }
}
