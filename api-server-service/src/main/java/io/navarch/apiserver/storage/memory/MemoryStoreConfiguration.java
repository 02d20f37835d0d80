package io.navarch.apiserver.storage.memory;

import io.navarch.apiserver.storage.RevisionStore;
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
  RevisionStore memoryStore(ObjectProvider<Clock> clock) {
    return new InMemoryRevisionStore(clock.getIfAvailable(Clock::systemUTC));
  }
}
