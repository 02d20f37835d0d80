package io.navarch.client.config;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.navarch.client.event.EventProperties;
import io.navarch.client.informer.Informers;
import io.navarch.client.leader.LeaderProperties;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ClientProperties;
import io.navarch.client.transport.KubernetesClients;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What a service imports to speak to the API: connection, verbs and shared informers. The service
 * adds its own event recorder and, if it has them, controllers and leader election, because those
 * carry its name.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  ClientProperties.class,
  LeaderProperties.class,
  EventProperties.class
})
public class KubeClientConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean(destroyMethod = "close")
  KubernetesClient kubernetesClient(ClientProperties properties) {
    return KubernetesClients.connect(properties);
  }

  @Bean
  ApiClient apiClient(KubernetesClient client) {
    return new ApiClient(client);
  }

  @Bean(destroyMethod = "close")
  Informers informers(ApiClient api, ClientProperties properties) {
    return new Informers(api, properties.watchTimeout());
  }
}
