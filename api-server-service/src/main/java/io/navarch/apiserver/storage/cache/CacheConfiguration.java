package io.navarch.apiserver.storage.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.StorageProperties;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
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

  @Bean
  LogCompaction logCompaction(
      LogFedWatchCache cache,
      RevisionStore store,
      StorageProperties properties,
      ObjectProvider<Clock> clock) {
    return new LogCompaction(
        cache::revisions, store, properties, clock.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  StoreHealth storeHealthIndicator(RevisionStore store) {
    return new StoreHealth(store);
  }
}
