package io.navarch.nodeagent.network;

import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the node's network namespace to all rooms. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NetworkProperties.class)
class NetworkConfiguration {

  @Bean
  NetworkNamespace networkNamespace(NetworkProperties properties) {
    return NetworkNamespace.at(Path.of(properties.namespace()));
  }
}
