package io.navarch.controller.daemonset;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.event.EventRecorders;
import io.navarch.client.informer.Informers;
import io.navarch.client.transport.ApiClient;
import io.navarch.controller.podcontrol.Claims;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The controller of DaemonSets. */
@Configuration(proxyBeanMethods = false)
class DaemonSetConfiguration {

  @Bean
  Reconciler<DaemonSet> daemonSets(
      ApiClient api, Informers informers, Claims claims, EventRecorders events, Clock clock) {
    return new DaemonSetReconciler(api, informers, claims, events, clock);
  }
}
