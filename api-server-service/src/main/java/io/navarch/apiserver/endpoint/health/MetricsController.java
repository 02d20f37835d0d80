package io.navarch.apiserver.endpoint.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import lombok.RequiredArgsConstructor;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /metrics}, as Prometheus reads it; who may is for the gates before it to say. */
@RestController
@RequiredArgsConstructor
final class MetricsController {

  private static final MediaType TEXT =
      MediaType.parseMediaType("text/plain; version=0.0.4; charset=utf-8");

  private final PrometheusMeterRegistry meters;

  @GetMapping("/metrics")
  ResponseEntity<String> metrics() {
    return ResponseEntity.ok().contentType(TEXT).body(meters.scrape());
  }
}
