package io.navarch.apiserver.admission.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.testing.FakeObjects;
import io.navarch.apiserver.validation.FieldErrors;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which configurations of webhooks may be written, in upstream's words. */
class ConfigurationLawTest {

  private static final String SOUND =
      "clientConfig: {service: {name: s, namespace: n, path: ''}}, sideEffects: None,"
          + " admissionReviewVersions: [v1]";

  private final ConfigurationLaw law =
      new ConfigurationLaw("validatingwebhookconfigurations", new Expressions());

  @Test
  void letsASoundOnePass() {
    assertThat(
            problems(
                "{name: a.example.com, %s, matchConditions: [{name: a, expression: 'object.a == 1'}]}"
                    .formatted(SOUND)))
        .isEmpty();
  }

  @Test
  void wantsFullNamesThatAreUsedOnce() {
    assertThat(problems("{name: a.b, %s}, {name: a.b, %s}".formatted(SOUND, SOUND)))
        .containsExactly(
            "webhooks[0].name: Invalid value: \"a.b\": should be a domain with at least three"
                + " segments separated by dots",
            "webhooks[1].name: Invalid value: \"a.b\": should be a domain with at least three"
                + " segments separated by dots",
            "webhooks[1].name: Duplicate value: \"a.b\"");
  }

  @Test
  void wantsToKnowWhoIsAskedAndHow() {
    assertThat(
            problems(
                "{name: a.b.c, sideEffects: Some, timeoutSeconds: 31, admissionReviewVersions: [v9]}"))
        .containsExactly(
            "webhooks[0].sideEffects: Unsupported value: \"Some\": supported values: \"None\","
                + " \"NoneOnDryRun\"",
            "webhooks[0].timeoutSeconds: Invalid value: 31: the timeout value must be between 1"
                + " and 30 seconds",
            "webhooks[0].clientConfig: Required value: exactly one of url or service is required",
            "webhooks[0].admissionReviewVersions: Invalid value: [\"v9\"]: must include at least"
                + " one of v1, v1beta1");
  }

  @Test
  void refusesConditionsThatDoNotCompile() {
    assertThat(
            problems(
                "{name: a.b.c, %s, matchConditions: [{name: a, expression: 'nothing > 1'}]}"
                    .formatted(SOUND)))
        .singleElement()
        .asString()
        .startsWith("webhooks[0].matchConditions[0].expression: Invalid value: \"nothing > 1\":")
        .contains("undeclared reference to 'nothing'");
  }

  private List<String> problems(String webhooks) {
    var errors = new FieldErrors();
    law.validate(FakeObjects.object("{webhooks: [%s]}".formatted(webhooks)), errors);
    return errors.causes().stream().map(c -> c.field() + ": " + c.message()).toList();
  }
}
