package io.navarch.apiserver.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** Warnings travel quoted, and each only once. */
class WarningsTest {

  @Test
  void areQuotedAndNotRepeated() {
    var response = new MockHttpServletResponse();

    Warnings.add(response, List.of("unknown field \"spec.foo\""));
    Warnings.add(response, List.of("unknown field \"spec.foo\"", "a\\b"));

    assertThat(response.getHeaders("Warning"))
        .containsExactly("299 - \"unknown field \\\"spec.foo\\\"\"", "299 - \"a\\\\b\"");
  }
}
