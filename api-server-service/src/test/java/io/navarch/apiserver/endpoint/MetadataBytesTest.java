package io.navarch.apiserver.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is cut out of stored bytes. */
class MetadataBytesTest {

  private static final String HEAD =
      "{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":";

  @Test
  void keepsTheMetadataAsItIs() throws IOException {
    var metadata =
        "{\"name\":\"ä\\\"}\",\"labels\":{\"a\":\"}\"},\"ownerReferences\":[{\"uid\":\"1\"}]}";
    var object =
        "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":" + metadata + ",\"spec\":{}}";

    assertThat(cut(object)).isEqualTo(HEAD + metadata + "}");
  }

  @Test
  void findsMetadataThatStandsLast() throws IOException {
    assertThat(
            cut("{\"spec\":{\"metadata\":{\"name\":\"inner\"}},\"metadata\":{\"name\":\"outer\"}}"))
        .isEqualTo(HEAD + "{\"name\":\"outer\"}}");
  }

  @Test
  void saysThatThereIsNone() throws IOException {
    assertThat(cut("{\"kind\":\"Pod\"}")).isEqualTo(HEAD + "{}}");
  }

  private static String cut(String object) throws IOException {
    var out = new ByteArrayOutputStream();
    MetadataBytes.write(out, object.getBytes(StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
