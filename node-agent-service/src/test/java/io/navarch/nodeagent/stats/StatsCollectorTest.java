package io.navarch.nodeagent.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.nodeagent.stats.cgroup.CgroupReader;
import io.navarch.nodeagent.stats.cgroup.CgroupSample;
import io.navarch.nodeagent.testing.Defaults;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** From control groups to what a kubelet tells. */
class StatsCollectorTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Map<String, CgroupSample> groups = new HashMap<>();
  private Instant now = START;
  private StatsCollector collector;

  @BeforeEach
  void build() {
    var beans = new StaticListableBeanFactory();
    beans.addBean("containers", (RunningContainers) StatsCollectorTest::containers);
    collector =
        new StatsCollector(
            beans.getBeanProvider(RunningContainers.class),
            new FakeGroups(),
            Defaults.with(StatsProperties.class, Map.of("proc", "/nowhere")),
            new Clock() {
              @Override
              public Instant instant() {
                return now;
              }

              @Override
              public ZoneId getZone() {
                return ZoneOffset.UTC;
              }

              @Override
              public Clock withZone(ZoneId zone) {
                return this;
              }
            });
  }

  private static List<RunningContainer> containers() {
    var sandbox =
        new RunningContainer("s1", "default", "web", "u1", "", "pause", "/pods/u1/s1", START);
    var app = sandbox.toBuilder().id("c1").name("app").image("nginx").cgroup("/pods/u1/c1").build();
    return List.of(sandbox, app);
  }

  private void used(String group, long cpuNanos, long memory) {
    groups.put(
        group,
        CgroupSample.builder().cpuNanos(cpuNanos).memoryUsage(memory).workingSet(memory).build());
  }

  @Test
  void theRateIsThatBetweenTwoMeasurements() {
    used("/pods/u1/c1", 1_000_000_000L, 10);
    collector.measure();
    used("/pods/u1/c1", 6_000_000_000L, 10);
    now = START.plusSeconds(10);
    collector.measure();

    var app = collector.snapshot().pods().getFirst().containers().values().iterator().next();
    assertThat(app.nanoCores()).isEqualTo(500_000_000L);
  }

  @Test
  void podsWithoutAGroupHaveTheSumOfTheirContainers() {
    used("/pods/u1/c1", 7, 10);
    collector.measure();

    assertThat(collector.snapshot().pods().getFirst().own().sample().workingSet()).isEqualTo(10);
  }

  @Test
  void collectorsFindTheNamesTheyKnow() throws IOException {
    used("/pods/u1/c1", 1_500_000_000L, 4096);
    used("/pods/u1", 2_000_000_000L, 8192);
    collector.measure();

    assertThat(text(CadvisorMetrics.of(collector.snapshot())))
        .contains(
            "container_cpu_usage_seconds_total{container=\"app\",cpu=\"total\",id=\"/pods/u1/c1\",image=\"nginx\",name=\"c1\",namespace=\"default\",pod=\"web\"} 1.5 1767225600000")
        .contains("container_memory_working_set_bytes{container=\"\",id=\"/pods/u1\"");
    assertThat(text(ResourceMetrics.of(collector.snapshot())))
        .contains(
            "container_memory_working_set_bytes{container=\"app\",namespace=\"default\",pod=\"web\"} 4096.0 1767225600000")
        .contains("pod_cpu_usage_seconds_total{namespace=\"default\",pod=\"web\"} 2.0");
  }

  @Test
  void theSummaryNamesPodsAndContainers() {
    used("/pods/u1/c1", 1_500_000_000L, 4096);
    collector.measure();

    var space = new FilesystemUse(100, 60, 40, 0, 0);
    var disk = new PodDiskUse(Map.of("data", new DiskUse(7, 2, space, false)), Map.of());
    var summary = StatsSummary.of("n1", collector.snapshot(), space, Map.of("u1", disk));

    assertThat(summary.at("/node/nodeName").stringValue()).isEqualTo("n1");
    assertThat(summary.at("/node/fs/usedBytes").longValue()).isEqualTo(40);
    assertThat(summary.at("/pods/0/podRef/uid").stringValue()).isEqualTo("u1");
    assertThat(summary.at("/pods/0/containers/0/name").stringValue()).isEqualTo("app");
    assertThat(summary.at("/pods/0/containers/0/cpu/usageCoreNanoSeconds").longValue())
        .isEqualTo(1_500_000_000L);
    assertThat(summary.at("/pods/0/containers/0/cpu/time").stringValue())
        .isEqualTo("2026-01-01T00:00:00Z");
    assertThat(summary.at("/pods/0/volume/0/name").stringValue()).isEqualTo("data");
    assertThat(summary.at("/pods/0/ephemeral-storage/usedBytes").longValue()).isEqualTo(7);
  }

  private static String text(MetricSnapshots snapshots) throws IOException {
    var out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.builder().build().write(out, snapshots);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Groups as the test made them. */
  private final class FakeGroups implements CgroupReader {

    @Override
    public Optional<CgroupSample> read(String path) {
      return Optional.ofNullable(groups.get(path));
    }

    @Override
    public List<Long> processes(String path) {
      return List.of();
    }
  }
}
