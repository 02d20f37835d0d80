package io.navarch.nodeagent.runtime.cri;

import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.RuntimeProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses CRI: the default. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "node-agent.runtime.type", havingValue = "cri", matchIfMissing = true)
class CriConfiguration {

  @Bean(destroyMethod = "close")
  ContainerRuntime containerRuntime(RuntimeProperties properties) {
    return new CriRuntime(properties);
  }
}
