package io.navarch.nodeagent.stats;

import io.navarch.nodeagent.stats.cgroup.CgroupReader;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds out how this kernel arranges control groups. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StatsProperties.class)
class StatsConfiguration {

  @Bean
  CgroupReader cgroupReader(StatsProperties properties) {
    return CgroupReader.at(properties.cgroups());
  }

  /** Shows what containers use beside the agent's own metrics, where Spring shows these. */
  @Bean
  MultiCollector containerCollector(StatsCollector collector, PrometheusRegistry registry) {
    MultiCollector containers = () -> CadvisorMetrics.of(collector.snapshot());
    registry.register(containers);
    return containers;
  }
}
