package io.navarch.nodeagent.config;

import io.navarch.client.config.KubeClientConfiguration;
import io.navarch.client.event.EventProperties;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.event.PostingEventRecorder;
import io.navarch.client.transport.ApiClient;
import io.navarch.nodeagent.NodeAgentProperties;
import io.navarch.nodeagent.NodeCapacity;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.pod.config.ContainerFiles;
import io.navarch.nodeagent.pod.config.ContainerResources;
import io.navarch.nodeagent.pod.config.ContainerSecurityContexts;
import io.navarch.nodeagent.pod.config.PodDns;
import io.navarch.nodeagent.pod.config.ResolvConf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The connection to the API and the values that rooms are built from. */
@Configuration(proxyBeanMethods = false)
@Import(KubeClientConfiguration.class)
@EnableScheduling
class NodeAgentConfiguration {

  private static final int PERIODIC_TASKS = 32;

  @Bean(destroyMethod = "close")
  EventRecorder eventRecorder(
      ApiClient api, NodeIdentity node, EventProperties properties, Clock clock) {
    return new PostingEventRecorder(api, "kubelet", node.name(), properties, clock);
  }

  /** Each periodic task has its own thread: a slow disk does not hold up the node's status. */
  @Bean
  ThreadPoolTaskScheduler taskScheduler() {
    var scheduler = new ThreadPoolTaskScheduler();
    scheduler.setVirtualThreads(true);
    scheduler.setThreadNamePrefix("scheduled-");
    scheduler.setPoolSize(PERIODIC_TASKS);
    return scheduler;
  }

  @Bean
  ContainerFiles containerFiles(NodeAgentProperties properties) {
    return new ContainerFiles(
        properties.root().toAbsolutePath(), properties.podLogs().toAbsolutePath());
  }

  @Bean
  PodDns podDns(NodeAgentProperties properties) {
    try {
      var file = properties.resolvConf();
      var text = Files.exists(file) ? Files.readString(file) : "";
      return new PodDns(
          properties.clusterDns(), properties.clusterDomain(), ResolvConf.parse(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Bean
  ContainerSecurityContexts containerSecurityContexts(NodeAgentProperties properties) {
    return new ContainerSecurityContexts(properties.root().toAbsolutePath().resolve("seccomp"));
  }

  @Bean
  ContainerResources containerResources(NodeCapacity capacity) {
    return new ContainerResources(capacity.memory());
  }
}
