package io.navarch.apiserver.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.V1;
import io.kubernetes.client.proto.V1Apiextensions;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.source.BuiltInCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our protobuf and that of the generated messages are the same. */
class ProtobufTest {

  private static final Catalogue CATALOGUE = BuiltInCatalogue.load();
  private static final JsonNode POD =
      JsonMapper.shared()
          .readTree(
              """
              {"kind":"Pod","apiVersion":"v1",
               "metadata":{"name":"a","creationTimestamp":"2026-01-02T03:04:05Z","labels":{"x":"y"}},
               "spec":{"volumes":[{"name":"v","emptyDir":{"sizeLimit":"1Gi"}}],
                "containers":[{"name":"c","image":"i","resources":{"limits":{"cpu":"500m"}},
                  "livenessProbe":{"httpGet":{"path":"/","port":"web"},"periodSeconds":3}}],
                "terminationGracePeriodSeconds":0}}
              """);

  private final BodyDecoder decoder = new BodyDecoder();
  private final ObjectEncoder encoder = new ObjectEncoder();

  @Test
  void writesWhatTheGeneratedMessagesRead() throws Exception {
    var pod = V1.Pod.parseFrom(ProtobufEnvelope.read(encoder.protobuf(CATALOGUE, POD)).raw());

    assertThat(pod.getMetadata().getName()).isEqualTo("a");
    assertThat(pod.getMetadata().getCreationTimestamp().getSeconds()).isEqualTo(1_767_323_045L);
    assertThat(pod.getMetadata().getLabelsMap()).containsEntry("x", "y");
    assertThat(
            pod.getSpec().getVolumes(0).getVolumeSource().getEmptyDir().getSizeLimit().getString())
        .isEqualTo("1Gi");
    var container = pod.getSpec().getContainers(0);
    assertThat(container.getResources().getLimitsMap().get("cpu").getString()).isEqualTo("500m");
    var probe = container.getLivenessProbe();
    assertThat(probe.getHandler().getHttpGet().getPort().getStrVal()).isEqualTo("web");
    assertThat(probe.getPeriodSeconds()).isEqualTo(3);
    assertThat(pod.getSpec().hasTerminationGracePeriodSeconds()).isTrue();
  }

  @Test
  void readsWhatTheGeneratedMessagesWrite() {
    var map =
        V1.ConfigMap.newBuilder()
            .setMetadata(Meta.ObjectMeta.newBuilder().setName("m").setGenerateName("").setUid(""))
            .putData("k", "v")
            .putBinaryData("b", ByteString.copyFromUtf8("bytes"))
            .setImmutable(false)
            .build();

    var decoded =
        decode(new ProtobufEnvelope("v1", "ConfigMap", map.toByteString()), "", "ConfigMap");

    assertThat(decoded)
        .hasToString(
            "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"m\"},"
                + "\"immutable\":false,\"data\":{\"k\":\"v\"},\"binaryData\":{\"b\":\"Ynl0ZXM=\"}}");
  }

  @Test
  void comesBackTheSame() {
    var bytes = encoder.protobuf(CATALOGUE, POD);
    var first = decode(ProtobufEnvelope.read(bytes), "", "Pod");
    var again = decode(ProtobufEnvelope.read(encoder.protobuf(CATALOGUE, first)), "", "Pod");

    assertThat(again).isEqualTo(first);
    assertThat(first.at("/spec/volumes/0/emptyDir/sizeLimit").asString()).isEqualTo("1Gi");
    assertThat(first.at("/spec/terminationGracePeriodSeconds").asInt(-1)).isZero();
  }

  @Test
  void knowsTheFormsOfSchemas() throws Exception {
    var crd =
        JsonMapper.shared()
            .readTree(
                """
                {"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1",
                 "metadata":{"name":"x"},"spec":{"versions":[{"name":"v1","served":true,"storage":true,
                 "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-int-or-string":true,
                   "properties":{"a":{"items":{"type":"string"}},"b":{"additionalProperties":true,
                   "default":{"z":1},"enum":[1,"x"]}}}}}]}}
                """);

    var raw = ProtobufEnvelope.read(encoder.protobuf(CATALOGUE, crd)).raw();
    var schema =
        V1Apiextensions.CustomResourceDefinition.parseFrom(raw)
            .getSpec()
            .getVersions(0)
            .getSchema()
            .getOpenAPIV3Schema();

    assertThat(schema.getXKubernetesIntOrString()).isTrue();
    assertThat(schema.getPropertiesMap().get("a").getItems().getSchema().getType())
        .isEqualTo("string");
    assertThat(schema.getPropertiesMap().get("b").getAdditionalProperties().getAllows()).isTrue();
    assertThat(schema.getPropertiesMap().get("b").getDefault().getRaw().toStringUtf8())
        .isEqualTo("{\"z\":1}");
    var decoded =
        decode(
            new ProtobufEnvelope("apiextensions.k8s.io/v1", "CustomResourceDefinition", raw),
            "apiextensions.k8s.io",
            "CustomResourceDefinition");
    assertThat(decoded.at("/spec/versions/0/schema")).isEqualTo(crd.at("/spec/versions/0/schema"));
  }

  @Test
  void framesWatchEvents() throws Exception {
    var object = encoder.protobuf(CATALOGUE, POD);
    var frame = ByteBuffer.wrap(encoder.protobufEvent("ADDED", object));

    assertThat(frame.getInt()).isEqualTo(frame.remaining());
    var event = Meta.WatchEvent.parseFrom(Arrays.copyOfRange(frame.array(), 4, frame.capacity()));
    assertThat(event.getType()).isEqualTo("ADDED");
    assertThat(event.getObject().getRaw().toByteArray()).isEqualTo(object);
  }

  @Test
  void refusesWhatIsNoProtobuf() {
    assertThatExceptionOfType(ApiStatusException.class)
        .isThrownBy(() ->
            decoder.decode(
                "{}".getBytes(StandardCharsets.UTF_8),
                WireFormat.PROTOBUF,
                target("", "Pod"),
                FieldValidation.STRICT))
        .withMessageContaining("does not appear to be a protobuf message");
  }

  private JsonNode decode(ProtobufEnvelope envelope, String group, String kind) {
    return decoder
        .decode(envelope.write(), WireFormat.PROTOBUF, target(group, kind), FieldValidation.STRICT)
        .object();
  }

  private static BodyDecoder.Target target(String group, String kind) {
    return BodyDecoder.Target.of(CATALOGUE, new GroupVersionKind(group, "v1", kind));
  }
}
