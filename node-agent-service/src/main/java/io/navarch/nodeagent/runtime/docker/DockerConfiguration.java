package io.navarch.nodeagent.runtime.docker;

import io.navarch.nodeagent.network.NetworkNamespace;
import io.navarch.nodeagent.network.PodNetwork;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.RuntimeProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses Docker's engine. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "node-agent.runtime.type", havingValue = "docker")
class DockerConfiguration {

  @Bean(destroyMethod = "close")
  ContainerRuntime containerRuntime(
      RuntimeProperties runtime,
      DockerProperties docker,
      PodNetwork podNetwork,
      NetworkNamespace namespace) {
    return new DockerRuntime(runtime, docker, podNetwork, namespace);
  }
}
