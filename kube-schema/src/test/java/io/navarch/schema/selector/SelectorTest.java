package io.navarch.schema.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.navarch.schema.GroupVersionResource;
import io.navarch.schema.Kind;
import io.navarch.schema.source.BuiltInCatalogue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Selectors are read, matched, printed and refused as by the reference. */
class SelectorTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @ParameterizedTest
  @CsvFileSource(
      resources = "label-selectors.tsv",
      delimiter = '\t',
      quoteCharacter = '\0',
      numLinesToSkip = 1)
  void refusesLabelSelectorsInTheWordsOfTheReference(String quoted, String refusal) {
    var text = JSON.readTree(quoted).asString();

    if (refusal == null) {
      assertThat(LabelSelector.parse(text)).isNotNull();
    } else {
      assertThatExceptionOfType(SelectorFormatException.class)
          .isThrownBy(() -> LabelSelector.parse(text))
          .withMessage(refusal);
    }
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "field-selectors.tsv",
      delimiter = '\t',
      quoteCharacter = '\0',
      numLinesToSkip = 1)
  void refusesFieldSelectorsInTheWordsOfTheReference(String quoted, String refusal) {
    var text = JSON.readTree(quoted).asString();

    if (refusal == null) {
      assertThat(FieldSelector.parse(text).refusal(kind("", "configmaps"))).isEmpty();
    } else {
      assertThatExceptionOfType(SelectorFormatException.class)
          .isThrownBy(() ->
              FieldSelector.parse(text)
                  .refusal(kind("", "configmaps"))
                  .ifPresent(words -> {
                    throw new SelectorFormatException(words);
                  }))
          .withMessage(refusal);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1|true",
        "a!=1|false",
        "a in (1,2)|true",
        "a notin (2)|true",
        "c notin (2)|true",
        "c!=1|true",
        "!c|true",
        "!a|false",
        "a>0|true",
        "a>1|false",
        "a<2|true",
        "c>0|false",
        "a,b|true",
        "a=1,b=x|false",
        "b=|true",
        "b in ()|true"
      })
  void matchesLabels(String selector, boolean expected) {
    assertThat(LabelSelector.parse(selector).matches(Map.of("a", "1", "b", "")))
        .isEqualTo(expected);
  }

  @Test
  void readsSelectorObjects() {
    var selector =
        LabelSelector.fromObject(
            JSON.readTree(
                """
                {"matchLabels":{"b":"2"},"matchExpressions":[
                  {"key":"a","operator":"In","values":["y","x"]},{"key":"c","operator":"DoesNotExist"}]}
                """));

    assertThat(selector).hasToString("a in (x,y),b=2,!c");
    assertThat(LabelSelector.parse("a in (x,y),b=2,!c")).hasToString(selector.toString());
    assertThat(LabelSelector.fromObject(JSON.readTree("{}")).isEverything()).isTrue();
    assertThat(LabelSelector.fromObject(JSON.missingNode()).matches(Map.of())).isFalse();
  }

  @Test
  void wordsUnknownFieldLabelsPerKind() {
    var selector = FieldSelector.parse("foo.bar=x");

    assertThat(selector.refusal(kind("", "pods"))).contains("field label not supported: foo.bar");
    assertThat(selector.refusal(kind("batch", "jobs")))
        .contains("field label \"foo.bar\" not supported for Job");
  }

  @Test
  void readsFieldLabelsOfObjects() {
    var node = JSON.readTree("{\"metadata\":{\"name\":\"n\"},\"spec\":{}}");
    var pod = JSON.readTree("{\"spec\":{\"nodeName\":\"n1\"}}");

    assertThat(FieldLabels.value(node, "spec.unschedulable")).isEqualTo("false");
    assertThat(FieldLabels.value(pod, "spec.host")).isEqualTo("n1");
    assertThat(FieldLabels.value(pod, "status.phase")).isEmpty();
    assertThat(
            FieldSelector.parse("spec.nodeName=n1,status.phase!=Running")
                .matches(label -> FieldLabels.value(pod, label)))
        .isTrue();
  }

  private static Kind kind(String group, String plural) {
    return BuiltInCatalogue.load()
        .findKind(new GroupVersionResource(group, "v1", plural))
        .orElseThrow();
  }
}
