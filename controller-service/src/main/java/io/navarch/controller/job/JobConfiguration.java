package io.navarch.controller.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.event.EventRecorders;
import io.navarch.client.informer.Informers;
import io.navarch.client.transport.ApiClient;
import io.navarch.controller.podcontrol.Claims;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The controllers of Jobs. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

  @Bean
  Reconciler<Job> jobs(
      ApiClient api, Informers informers, Claims claims, EventRecorders events, Clock clock) {
    return new JobReconciler(api, informers, claims, events, clock);
  }

  @Bean
  Reconciler<Pod> strayJobPods(ApiClient api, Informers informers) {
    return new StrayPodReconciler(api, informers);
  }
}
