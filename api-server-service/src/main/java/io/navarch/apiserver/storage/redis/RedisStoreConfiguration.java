package io.navarch.apiserver.storage.redis;

import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.navarch.apiserver.storage.MeteredRevisionStore;
import io.navarch.apiserver.storage.StorageProperties;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The store of {@code api-server.store: redis}, at the address of {@code spring.data.redis}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "api-server.store", havingValue = "redis", matchIfMissing = true)
class RedisStoreConfiguration {

  @Bean(destroyMethod = "close")
  MeteredRevisionStore redisStore(
      LettuceConnectionFactory connections,
      StorageProperties properties,
      ObjectProvider<Clock> clock,
      MeterRegistry registry) {
    var client = connections.getRequiredNativeClient();
    var store = new RedisRevisionStore(client, properties, clock.getIfAvailable(Clock::systemUTC));
    return new MeteredRevisionStore(store, registry, store::close);
  }

  /** A peer that is gone without a word is noticed by keep-alive. */
  @Bean
  LettuceClientOptionsBuilderCustomizer deadPeersAreNoticed() {
    var keepAlive =
        KeepAliveOptions.builder()
            .enable()
            .idle(Duration.ofSeconds(10))
            .interval(Duration.ofSeconds(5))
            .count(3)
            .build();
    return options -> options.socketOptions(SocketOptions.builder().keepAlive(keepAlive).build());
  }
}
