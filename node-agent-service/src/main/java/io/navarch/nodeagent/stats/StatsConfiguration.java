package io.navarch.nodeagent.stats;

import io.navarch.nodeagent.stats.cgroup.CgroupReader;
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
}
