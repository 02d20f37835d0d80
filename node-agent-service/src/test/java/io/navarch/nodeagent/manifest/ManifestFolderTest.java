package io.navarch.nodeagent.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.nodeagent.pod.spec.StaticMarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Pods a folder declares. */
class ManifestFolderTest {

  private static final String WEB =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec: {containers: [{name: c, image: busybox}]}
      """;

  @TempDir private Path folder;
  private ManifestFolder manifests;

  @BeforeEach
  void open() {
    manifests = anew();
  }

  private ManifestFolder anew() {
    return new ManifestFolder(
        folder, "n1", Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
  }

  @Test
  void aPodIsNamedAfterItsNodeAndMarked() throws IOException {
    Files.writeString(folder.resolve("web.yaml"), WEB);

    var pod = manifests.read().getFirst();

    assertThat(pod.getMetadata().getName()).isEqualTo("web-n1");
    assertThat(pod.getMetadata().getNamespace()).isEqualTo("default");
    assertThat(pod.getSpec().getNodeName()).isEqualTo("n1");
    assertThat(StaticMarks.isStatic(pod)).isTrue();
    assertThat(pod.getMetadata().getAnnotations())
        .containsEntry(StaticMarks.HASH, pod.getMetadata().getUid());
  }

  @Test
  void thePodIsTheSameForTheNextAgentAndAnotherWhenItsFileChanges() throws IOException {
    Files.writeString(folder.resolve("web.yaml"), WEB);
    var first = manifests.read().getFirst().getMetadata().getUid();
    assertThat(anew().read().getFirst().getMetadata().getUid()).isEqualTo(first);

    Files.writeString(folder.resolve("web.yaml"), WEB.replace("busybox", "nginx"));

    assertThat(manifests.read().getFirst().getMetadata().getUid()).isNotEqualTo(first);
  }

  @Test
  void whatIsNoPodIsLeftOut() throws IOException {
    Files.writeString(folder.resolve("web.yaml"), WEB);
    Files.writeString(folder.resolve("other.yaml"), "kind: Secret\napiVersion: v1\n");
    Files.writeString(folder.resolve("broken.yaml"), "{");
    Files.writeString(folder.resolve(".hidden.yaml"), WEB);

    assertThat(manifests.read()).hasSize(1);
  }

  @Test
  void aFolderThatIsNotThereDeclaresNothing() {
    assertThat(new ManifestFolder(folder.resolve("none"), "n1", Clock.systemUTC()).read())
        .isEmpty();
  }
}
