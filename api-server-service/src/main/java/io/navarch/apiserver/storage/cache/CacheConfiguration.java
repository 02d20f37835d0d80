package io.navarch.apiserver.storage.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.navarch.apiserver.storage.RevisionStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the watch cache above the configured store. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CacheProperties.class)
class CacheConfiguration {

  @Bean
  LogFedWatchCache watchCache(
      RevisionStore store, CacheProperties properties, MeterRegistry registry) {
    return new LogFedWatchCache(store, properties, registry);
  }
}
