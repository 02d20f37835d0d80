package io.navarch.controller.config;

import io.navarch.client.event.EventProperties;
import io.navarch.client.event.EventRecorders;
import io.navarch.client.event.PostingEventRecorder;
import io.navarch.client.transport.ApiClient;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Each controller tells events under its own name, so recorders are made on demand. */
@Configuration(proxyBeanMethods = false)
class EventConfiguration {

  @Bean(destroyMethod = "close")
  EventRecorders eventRecorders(ApiClient api, EventProperties properties, Clock clock) {
    return new EventRecorders(
        component -> new PostingEventRecorder(api, component, "", properties, clock));
  }
}
