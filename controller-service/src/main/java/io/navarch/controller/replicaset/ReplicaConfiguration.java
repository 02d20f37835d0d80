package io.navarch.controller.replicaset;

import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.event.EventRecorders;
import io.navarch.client.informer.Informers;
import io.navarch.client.transport.ApiClient;
import io.navarch.controller.podcontrol.Claims;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One reconciler for each kind that keeps a number of pods. */
@Configuration(proxyBeanMethods = false)
class ReplicaConfiguration {

  @Bean
  Reconciler<ReplicaSet> replicaSets(
      ApiClient api, Informers informers, Claims claims, EventRecorders events, Clock clock) {
    return new ReplicaReconciler<>(new ReplicaSetKind(), api, informers, claims, events, clock);
  }

  @Bean
  Reconciler<ReplicationController> replicationControllers(
      ApiClient api, Informers informers, Claims claims, EventRecorders events, Clock clock) {
    return new ReplicaReconciler<>(
        new ReplicationControllerKind(), api, informers, claims, events, clock);
  }
}
