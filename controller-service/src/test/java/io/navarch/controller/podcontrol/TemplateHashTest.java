package io.navarch.controller.podcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A template has one name, another template another one. */
class TemplateHashTest {

  private static PodTemplateSpec template(String image, Map<String, String> labels) {
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("c")
        .withImage(image)
        .endContainer()
        .endSpec()
        .build();
  }

  @Test
  void equalTemplatesHaveEqualNamesInWhateverOrderTheirLabelsCome() {
    var labels = new LinkedHashMap<String, String>();
    labels.put("b", "2");
    labels.put("a", "1");

    assertThat(TemplateHash.of(template("x", labels), null))
        .isEqualTo(TemplateHash.of(template("x", Map.of("a", "1", "b", "2")), null));
  }

  @Test
  void imagesAndCollisionsChangeTheName() {
    var template = template("x", Map.of());
    var name = TemplateHash.of(template, null);

    assertThat(TemplateHash.of(template("y", Map.of()), null)).isNotEqualTo(name);
    assertThat(TemplateHash.of(template, 1)).isNotEqualTo(name);
    assertThat(TemplateHash.of(template, 2)).isNotEqualTo(TemplateHash.of(template, 1));
  }

  @Test
  void namesFormNoWords() {
    for (int i = 0; i < 100; i++) {
      assertThat(TemplateHash.of(template("image" + i, Map.of()), i))
          .matches("[bcdfghjklmnpqrstvwxz2456789]{1,10}");
    }
  }

  @Test
  void theHashLabelDoesNotTellTemplatesApartButAllElseDoes() {
    var plain = template("x", Map.of("a", "1"));
    var hashed = template("x", Map.of("a", "1", TemplateHash.LABEL, "abc"));

    assertThat(TemplateHash.isSame(plain, hashed)).isTrue();
    assertThat(TemplateHash.isSame(plain, template("x", Map.of("a", "2")))).isFalse();
    assertThat(TemplateHash.isSame(plain, template("y", Map.of("a", "1")))).isFalse();
  }

  @Test
  void aTemplateWithoutMetadataIsTheSameAsOneWithNothingInIt() {
    var bare = new PodTemplateSpecBuilder(template("x", Map.of())).withMetadata(null).build();

    assertThat(TemplateHash.isSame(bare, template("x", Map.of()))).isTrue();
  }
}
