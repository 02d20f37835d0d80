package io.navarch.client.probe;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.navarch.client.informer.Informers;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The paths under which a component of Kubernetes is asked for health and metrics. Services that
 * are ready once their caches are filled import it.
 */
@RestController
@RequiredArgsConstructor
public final class ProbesEndpoint {

  private static final MediaType METRICS =
      MediaType.parseMediaType("text/plain; version=0.0.4; charset=utf-8");

  private final PrometheusMeterRegistry meters;
  private final Informers informers;

  @GetMapping("/metrics")
  ResponseEntity<String> metrics() {
    return ResponseEntity.ok().contentType(METRICS).body(meters.scrape());
  }

  @GetMapping({"/healthz", "/livez"})
  String alive() {
    return "ok";
  }

  @GetMapping("/readyz")
  ResponseEntity<String> ready() {
    return informers.hasSynced()
        ? ResponseEntity.ok("ok")
        : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body("caches are not filled");
  }
}
