package io.navarch.apiserver.endpoint.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The health endpoints answer as kube-apiserver's do. */
class HealthControllerTest {

  private record Check(String name, boolean well, boolean concernsLife) implements HealthCheck {
    @Override
    public void check() {
      if (!well) {
        throw new IllegalStateException("secret reason");
      }
    }
  }

  private static MockHttpServletResponse ready(
      String path, List<HealthCheck> checks, String... parameters) throws IOException {
    var request = new MockHttpServletRequest("GET", path);
    for (int i = 0; i < parameters.length; i += 2) {
      request.addParameter(parameters[i], parameters[i + 1]);
    }
    var response = new MockHttpServletResponse();
    new HealthController(checks).ready(request, response);
    return response;
  }

  @Test
  void saysOkWhenAllIsWell() throws IOException {
    assertThat(ready("/readyz", List.of(new Check("etcd", true, true))).getContentAsString())
        .isEqualTo("ok");
  }

  @Test
  void listsTheChecksAndHidesTheReasonWhenOneFails() throws IOException {
    var response = ready("/readyz", List.of(new Check("etcd", false, true)));

    assertThat(response.getStatus()).isEqualTo(500);
    assertThat(response.getContentAsString())
        .isEqualTo("[+]ping ok\n[-]etcd failed: reason withheld\nreadyz check failed\n");
  }

  @Test
  void leavesOutWhatIsExcluded() throws IOException {
    var response = ready("/readyz", List.of(new Check("etcd", false, true)), "exclude", "etcd");

    assertThat(response.getContentAsString()).isEqualTo("ok");
  }

  @Test
  void answersForOneCheckAlone() throws IOException {
    assertThat(ready("/readyz/ping", List.of(new Check("etcd", false, true))).getStatus())
        .isEqualTo(200);
    assertThat(ready("/readyz/nothing", List.of()).getStatus()).isEqualTo(404);
  }

  @Test
  void doesNotCallForARestartWhenThatWouldNotHelp() throws IOException {
    var response = new MockHttpServletResponse();
    new HealthController(List.of(new Check("roles", false, false)))
        .live(new MockHttpServletRequest("GET", "/livez"), response);

    assertThat(response.getContentAsString()).isEqualTo("ok");
  }
}
