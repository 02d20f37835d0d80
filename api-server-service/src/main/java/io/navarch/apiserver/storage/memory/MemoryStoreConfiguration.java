package io.navarch.apiserver.storage.memory;

import io.micrometer.core.instrument.MeterRegistry;
import io.navarch.apiserver.storage.MeteredRevisionStore;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store of {@code api-server.store: memory}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "api-server.store", havingValue = "memory")
class MemoryStoreConfiguration {

  @Bean
  MeteredRevisionStore memoryStore(ObjectProvider<Clock> clock, MeterRegistry registry) {
    var store = new InMemoryRevisionStore(clock.getIfAvailable(Clock::systemUTC));
    return new MeteredRevisionStore(store, registry, () -> {});
  }
}
