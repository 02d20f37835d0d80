package io.navarch.controller.revision;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A revision says which template it is of. */
class RevisionDataTest {

  private static PodTemplateSpec template(String cpu) {
    return new PodTemplateSpecBuilder()
        .withNewSpec()
        .addNewContainer()
        .withName("c")
        .withNewResources()
        .addToRequests("cpu", Quantity.parse(cpu))
        .endResources()
        .endContainer()
        .endSpec()
        .build();
  }

  @Test
  void isOfItsTemplateAndOfNoOther() {
    var revision =
        new ControllerRevisionBuilder().withData(RevisionData.of(template("100m"))).build();
    assertThat(RevisionData.isOf(revision, template("100m"))).isTrue();
    assertThat(RevisionData.isOf(revision, template("200m"))).isFalse();
  }

  @Test
  void isAPatchThatReplacesTheTemplate() {
    assertThat(RevisionData.of(template("100m")).get("spec"))
        .extracting("template")
        .satisfies(tree -> assertThat(((Map<?, ?>) tree).get("$patch")).isEqualTo("replace"));
  }

  @Test
  void hasItsMembersInAlphabeticalOrder() {
    var json = new KubernetesSerialization().asJson(RevisionData.of(template("100m")));
    assertThat(json)
        .startsWith("{\"spec\":{\"template\":{\"$patch\":\"replace\",")
        .contains("{\"name\":\"c\",\"resources\":{");
  }
}
