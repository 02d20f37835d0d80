package io.navarch.controller.statefulset;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.event.EventRecorders;
import io.navarch.client.informer.Informers;
import io.navarch.client.transport.ApiClient;
import io.navarch.controller.podcontrol.Claims;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The controller of StatefulSets. */
@Configuration(proxyBeanMethods = false)
class StatefulSetConfiguration {

  @Bean
  Reconciler<StatefulSet> statefulSets(
      ApiClient api, Informers informers, Claims claims, EventRecorders events, Clock clock) {
    return new StatefulSetReconciler(api, informers, claims, events, clock);
  }
}
