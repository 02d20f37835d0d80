package io.navarch.scheduler.cycle;

import io.micrometer.core.instrument.MeterRegistry;
import io.navarch.client.config.KubeClientConfiguration;
import io.navarch.client.event.EventProperties;
import io.navarch.client.event.PostingEventRecorder;
import io.navarch.client.informer.Informers;
import io.navarch.client.leader.LeaderElector;
import io.navarch.client.leader.LeaderProperties;
import io.navarch.client.transport.ApiClient;
import io.navarch.scheduler.framework.ExtensionPointMeters;
import io.navarch.scheduler.framework.Plugin;
import io.navarch.scheduler.framework.PluginRunner;
import io.navarch.scheduler.framework.Profile;
import io.navarch.scheduler.queue.QueueProperties;
import io.navarch.scheduler.queue.SchedulingQueue;
import io.navarch.scheduler.snapshot.ClusterCache;
import io.navarch.scheduler.snapshot.PodRequests;
import io.navarch.scheduler.snapshot.ResourceIndex;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Puts the scheduler together; plugins are found as beans and ordered by configuration. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties({SchedulerProperties.class, QueueProperties.class})
@Import(KubeClientConfiguration.class)
class SchedulerConfiguration {

  @Bean
  ResourceIndex resourceIndex() {
    return new ResourceIndex();
  }

  @Bean
  PodRequests podRequests(ResourceIndex index) {
    return new PodRequests(index);
  }

  @Bean
  PluginRunner pluginRunner(
      SchedulerProperties properties, List<Plugin> plugins, MeterRegistry meters) {
    var byName = plugins.stream().collect(Collectors.toMap(Plugin::name, Function.identity()));
    var unknown = properties.plugins().stream().filter(name -> !byName.containsKey(name)).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "scheduler.plugins names %s; there are %s".formatted(unknown, byName.keySet()));
    }
    var ordered = properties.plugins().stream().map(byName::get).toList();
    return new PluginRunner(
        new Profile(properties.name(), ordered, properties.weights()),
        new ExtensionPointMeters(meters));
  }

  @Bean
  ClusterCache clusterCache(PodRequests requests) {
    return new ClusterCache(requests);
  }

  @Bean
  SchedulingQueue schedulingQueue(Clock clock, QueueProperties properties, PluginRunner plugins) {
    return new SchedulingQueue(clock, properties, plugins);
  }

  @Bean(destroyMethod = "close")
  PostingEventRecorder eventRecorder(
      ApiClient api, SchedulerProperties scheduler, EventProperties properties, Clock clock) {
    return new PostingEventRecorder(api, scheduler.name(), "", properties, clock);
  }

  @Bean
  SchedulingLoop schedulingLoop(
      SchedulingQueue queue,
      ClusterCache cache,
      PluginRunner plugins,
      ApiClient api,
      PostingEventRecorder events,
      MeterRegistry meters,
      Clock clock) {
    var profile = plugins.profile();
    return new SchedulingLoop(
        queue,
        cache,
        plugins,
        new SchedulingCycle(plugins, new SplittableRandom()),
        new BindingCycle(profile),
        new AttemptReporter(profile.schedulerName(), api, events, meters, clock),
        clock);
  }

  @Bean
  Scheduler scheduler(
      Informers informers,
      SchedulingQueue queue,
      ClusterCache cache,
      PodRequests requests,
      PluginRunner plugins,
      LeaderElector elector,
      MeterRegistry meters) {
    var watcher =
        new ClusterWatcher(Set.of(plugins.profile().schedulerName()), cache, queue, requests);
    return new Scheduler(informers, watcher, queue, cache, elector, meters);
  }

  @Bean
  LeaderElector leaderElector(
      ApiClient api,
      LeaderProperties leader,
      SchedulerProperties properties,
      SchedulingLoop loop,
      Clock clock,
      MeterRegistry meters) {
    var identity = "navarch-scheduler_" + UUID.randomUUID();
    return new LeaderElector(api, leader, properties.leaseName(), identity, loop, clock, meters);
  }

  @Bean
  SchedulerHealth schedulerHealthIndicator(Informers informers, SchedulingLoop loop) {
    return new SchedulerHealth(informers, loop);
  }
}
