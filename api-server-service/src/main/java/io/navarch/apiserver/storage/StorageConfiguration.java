package io.navarch.apiserver.storage;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What every store needs about it. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(StorageProperties.class)
class StorageConfiguration {

  @Bean
  ExpirySweep expirySweep(
      RevisionStore store, StorageProperties properties, ObjectProvider<Clock> clock) {
    return new ExpirySweep(store, properties, clock.getIfAvailable(Clock::systemUTC));
  }
}
