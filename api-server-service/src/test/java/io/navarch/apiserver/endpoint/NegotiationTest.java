package io.navarch.apiserver.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.endpoint.OutputFormat.Media;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Refusals can always be written, whatever the client asked for. */
class NegotiationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/vnd.kubernetes.protobuf,application/json | PROTOBUF",
        "application/yaml | YAML",
        "application/json;as=Table;v=v1;g=meta.k8s.io | JSON",
        "text/html | JSON",
        "text/html,application/yaml | YAML"
      })
  void writesRefusalsInTheFirstKnownMedia(String accept, Media media) {
    var request = new MockHttpServletRequest();
    request.addHeader("Accept", accept);

    assertThat(Negotiation.refusal(request)).isEqualTo(media);
  }
}
