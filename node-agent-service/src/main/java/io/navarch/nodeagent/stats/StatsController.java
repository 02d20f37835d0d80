package io.navarch.nodeagent.stats;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.navarch.nodeagent.NodeIdentity;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The paths at which metrics collectors ask a kubelet. */
@RestController
@RequiredArgsConstructor
class StatsController {

  private static final String TEXT = PrometheusTextFormatWriter.CONTENT_TYPE;

  private final StatsCollector collector;
  private final DiskCollector disk;
  private final StatsProperties properties;
  private final NodeIdentity identity;
  private final PrometheusMeterRegistry registry;

  @GetMapping(path = "/metrics/cadvisor", produces = TEXT)
  byte[] cadvisor() throws IOException {
    return text(CadvisorMetrics.of(collector.snapshot()));
  }

  @GetMapping(path = "/metrics/resource", produces = TEXT)
  byte[] resource() throws IOException {
    return text(ResourceMetrics.of(collector.snapshot()));
  }

  /** The agent's own metrics, without those of containers, which collectors ask for separately. */
  @GetMapping(path = "/metrics", produces = TEXT)
  byte[] own() throws IOException {
    var all = registry.getPrometheusRegistry().scrape(name -> !CadvisorMetrics.isName(name));
    return text(all);
  }

  /** Of the agent's own metrics those that count probes. */
  @GetMapping(path = "/metrics/probes", produces = TEXT)
  String probes() {
    return registry.scrape(TEXT, Set.of("prober_probe_total", "prober_probe_duration_seconds"));
  }

  @GetMapping(path = "/stats/summary", produces = MediaType.APPLICATION_JSON_VALUE)
  ObjectNode summary() {
    return StatsSummary.of(
        identity.name(),
        collector.snapshot(),
        FilesystemUse.of(properties.filesystem()),
        disk.use());
  }

  private static byte[] text(MetricSnapshots snapshots) throws IOException {
    var out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.builder()
        .setIncludeCreatedTimestamps(false)
        .build()
        .write(out, snapshots);
    return out.toByteArray();
  }
}
