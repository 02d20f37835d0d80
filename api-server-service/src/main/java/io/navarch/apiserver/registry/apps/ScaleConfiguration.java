package io.navarch.apiserver.registry.apps;

import io.navarch.apiserver.registry.SubresourceView;
import io.navarch.schema.GroupResource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The workloads that can be scaled. */
@Configuration(proxyBeanMethods = false)
class ScaleConfiguration {

  private static final String APPS = "apps";

  @Bean
  SubresourceView deploymentScale() {
    return new ReplicaScale(new GroupResource(APPS, "deployments"), false);
  }

  @Bean
  SubresourceView replicaSetScale() {
    return new ReplicaScale(new GroupResource(APPS, "replicasets"), false);
  }

  @Bean
  SubresourceView statefulSetScale() {
    return new ReplicaScale(new GroupResource(APPS, "statefulsets"), false);
  }

  @Bean
  SubresourceView replicationControllerScale() {
    return new ReplicaScale(new GroupResource("", "replicationcontrollers"), true);
  }
}
