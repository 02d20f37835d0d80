package io.navarch.controller.podcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Labels are matched, templates told apart. */
class SelectorsTest {

  private static LabelSelector expression(String key, String operator, String... values) {
    return new LabelSelectorBuilder()
        .addNewMatchExpression()
        .withKey(key)
        .withOperator(operator)
        .withValues(values)
        .endMatchExpression()
        .build();
  }

  @Test
  void matchesByExpressions() {
    var labels = Map.of("tier", "front");

    assertThat(Selectors.of(expression("tier", "In", "front", "back")).test(labels)).isTrue();
    assertThat(Selectors.of(expression("tier", "NotIn", "front")).test(labels)).isFalse();
    assertThat(Selectors.of(expression("zone", "NotIn", "a")).test(labels)).isTrue();
    assertThat(Selectors.of(expression("zone", "Exists")).test(labels)).isFalse();
    assertThat(Selectors.of(expression("zone", "DoesNotExist")).test(labels)).isTrue();
  }

  @Test
  void tellsAnEmptySelectorFromNone() {
    assertThat(Selectors.of(new LabelSelector()).test(Map.of())).isTrue();
    assertThat(Selectors.of((LabelSelector) null).test(Map.of("a", "b"))).isFalse();
    assertThat(Selectors.of(Map.<String, String>of()).test(Map.of("a", "b"))).isFalse();
  }

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
  void theHashLabelMakesNoOtherTemplate() {
    var plain = template("nginx", Map.of("app", "web"));
    var hashed = template("nginx", Map.of("app", "web", TemplateHash.LABEL, "abc"));

    assertThat(TemplateHash.isSame(plain, hashed)).isTrue();
    assertThat(TemplateHash.isSame(plain, template("httpd", Map.of("app", "web")))).isFalse();
  }

  @Test
  void aHashIsStableAndCollisionsMakeAnother() {
    var template = template("nginx", Map.of("app", "web"));

    assertThat(TemplateHash.of(template, null)).isEqualTo(TemplateHash.of(template, null));
    assertThat(TemplateHash.of(template, 1)).isNotEqualTo(TemplateHash.of(template, null));
    assertThat(TemplateHash.of(template, null)).matches("[bcdf4-9]{1,10}");
  }
}
