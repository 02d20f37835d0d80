package io.navarch.apiserver.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.schema.Catalogue;
import io.navarch.schema.Field;
import io.navarch.schema.FieldType;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.ObjectType;
import io.navarch.schema.ScalarType;
import io.navarch.schema.source.BuiltInCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import tools.jackson.databind.json.JsonMapper;

/** Bodies are read, and refused, as the reference reads and refuses them. */
class BodyDecoderTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Catalogue CATALOGUE = BuiltInCatalogue.load();

  private final BodyDecoder decoder = new BodyDecoder();

  @ParameterizedTest
  @CsvFileSource(
      resources = "refusals.tsv",
      delimiter = '\t',
      quoteCharacter = '\0',
      numLinesToSkip = 1)
  void refusesInTheWordsOfTheReference(String kind, String body, String refusal) {
    assertThatExceptionOfType(ApiStatusException.class)
        .isThrownBy(() ->
            decoder.decode(
                bytes(JSON.readTree(body).asString()),
                WireFormat.JSON,
                target(kind),
                FieldValidation.STRICT))
        .withMessage(JSON.readTree(refusal).asString());
  }

  @Test
  void arrangesObjectsAsUpstreamPrintsThem() {
    var decoded =
        decoder.decode(
            bytes(
                """
                {"spec":{"replicas":0,"paused":false,"minReadySeconds":0,"template":{"spec":
                  {"volumes":[],"containers":[{"image":"i","name":"c","stdin":false}]}}},
                 "metadata":{"labels":{"b":"2","a":"1"},"name":"d","creationTimestamp":null}}
                """),
            WireFormat.JSON,
            target("Deployment"),
            FieldValidation.STRICT);

    assertThat(decoded.object())
        .hasToString(
            "{\"kind\":\"Deployment\",\"apiVersion\":\"apps/v1\",\"metadata\":{\"name\":\"d\","
                + "\"labels\":{\"a\":\"1\",\"b\":\"2\"}},\"spec\":{\"replicas\":0,\"selector\":null,"
                + "\"template\":{\"metadata\":{},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\","
                + "\"resources\":{}}]}},\"strategy\":{}},\"status\":{}}");
  }

  @Test
  void warnsOrKeepsQuietWhereItNeedNotRefuse() {
    var body = bytes("{\"metadata\":{\"name\":\"a\"},\"foo\":1,\"foo\":2}");

    assertThat(
            decoder
                .decode(body, WireFormat.JSON, target("ConfigMap"), FieldValidation.WARN)
                .problems())
        .containsExactly("unknown field \"foo\"", "duplicate field \"foo\"");
    assertThat(
            decoder
                .decode(body, WireFormat.JSON, target("ConfigMap"), FieldValidation.IGNORE)
                .problems())
        .isEmpty();
  }

  @Test
  void readsYamlAsTheJsonItStandsFor() {
    var decoded =
        decoder.decode(
            bytes("kind: ConfigMap\nmetadata: {name: &n a}\ndata:\n  x: *n\n  y: '1'\n"),
            WireFormat.YAML,
            target("ConfigMap"),
            FieldValidation.STRICT);

    assertThat(decoded.object().path("data")).hasToString("{\"x\":\"a\",\"y\":\"1\"}");
  }

  @Test
  void doesNotLetAliasesExplode() {
    var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 9; i++) {
      var before = "*a%d".formatted(i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n"
              .formatted(
                  i,
                  i,
                  String.join(
                      ",",
                      List.of(
                          before, before, before, before, before, before, before, before, before,
                          before))));
    }

    assertThatExceptionOfType(ApiStatusException.class)
        .isThrownBy(() ->
            decoder.decode(
                bytes(bomb.toString()),
                WireFormat.YAML,
                target("ConfigMap"),
                FieldValidation.IGNORE))
        .withMessageContaining("aliases");
  }

  @Test
  void leavesCustomResourcesAsTheyAre() {
    var spec =
        ObjectType.of(
            "com.example.v1.FooSpec",
            List.of(Field.of("size", new FieldType.Scalar(ScalarType.INT32))));
    var meta = new FieldType.Ref("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta");
    var text = new FieldType.Scalar(ScalarType.STRING);
    var foo =
        ObjectType.of(
            "com.example.v1.Foo",
            List.of(
                Field.of("apiVersion", text),
                Field.of("kind", text),
                Field.of("metadata", meta),
                Field.of("spec", new FieldType.Ref(spec.name()))));
    var catalogue = BuiltInCatalogue.load().plus(List.of(), List.of(), List.of(foo, spec));
    var target =
        new BodyDecoder.Target(catalogue, new GroupVersionKind("example.com", "v1", "Foo"), foo);

    var decoded =
        decoder.decode(
            bytes("{\"metadata\":{\"name\":\"a\"},\"spec\":{\"size\":\"big\",\"more\":1}}"),
            WireFormat.JSON,
            target,
            FieldValidation.WARN);

    assertThat(decoded.object().path("spec")).hasToString("{\"size\":\"big\"}");
    assertThat(decoded.problems()).containsExactly("unknown field \"spec.more\"");
  }

  private static BodyDecoder.Target target(String kind) {
    var group = kind.equals("Deployment") ? "apps" : "";
    return BodyDecoder.Target.of(CATALOGUE, new GroupVersionKind(group, "v1", kind));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void takesOptionsUnderTheNameOfAnyGroup() {
    var target = BodyDecoder.Target.of(CATALOGUE, new GroupVersionKind("", "v1", "DeleteOptions"));
    byte[] body =
        "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"apps/v1\",\"gracePeriodSeconds\":3}"
            .getBytes(StandardCharsets.UTF_8);

    var options = decoder.decode(body, WireFormat.JSON, target, FieldValidation.STRICT).object();

    assertThat(options.path("gracePeriodSeconds").asInt()).isEqualTo(3);
  }
}
