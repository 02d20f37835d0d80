package io.navarch.apiserver.endpoint.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

/** What {@code MetricsController} answers. */
class MetricsControllerTest {

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @Test
  void writesEveryMeterInTheTextFormat() {
    meters.counter("commits", "collection", "pods").increment(3);

    var answer = new MetricsController(meters).metrics();

    assertThat(answer.getHeaders().getContentType())
        .hasToString("text/plain;version=0.0.4;charset=utf-8");
    assertThat(answer.getBody()).contains("commits_total{collection=\"pods\"} 3.0\n");
  }
}
