package io.navarch.apiserver.registry.apps;

import io.navarch.apiserver.registry.ScaleView;
import io.navarch.apiserver.registry.SubresourceView;
import io.navarch.schema.GroupResource;
import io.navarch.schema.selector.LabelSelector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.node.ObjectNode;

/** The workloads that can be scaled. */
@Configuration(proxyBeanMethods = false)
class ScaleConfiguration {

  private static final String APPS = "apps";

  @Bean
  SubresourceView deploymentScale() {
    return scale(new GroupResource(APPS, "deployments"), ScaleConfiguration::selector);
  }

  @Bean
  SubresourceView replicaSetScale() {
    return scale(new GroupResource(APPS, "replicasets"), ScaleConfiguration::selector);
  }

  @Bean
  SubresourceView statefulSetScale() {
    return scale(new GroupResource(APPS, "statefulsets"), ScaleConfiguration::selector);
  }

  @Bean
  SubresourceView replicationControllerScale() {
    return scale(
        new GroupResource("", "replicationcontrollers"), ScaleConfiguration::plainSelector);
  }

  private static SubresourceView scale(
      GroupResource resource, Function<ObjectNode, String> selector) {
    return new ScaleView(
        resource, List.of("spec", "replicas"), List.of("status", "replicas"), selector);
  }

  private static String selector(ObjectNode object) {
    var selector = object.path("spec").path("selector");
    return selector.isMissingNode() ? "" : LabelSelector.fromObject(selector).toString();
  }

  /** A map of labels, as selectors were in the beginning. */
  private static String plainSelector(ObjectNode object) {
    var labels = new LinkedHashMap<String, String>();
    object
        .path("spec")
        .path("selector")
        .properties()
        .forEach(e -> labels.put(e.getKey(), e.getValue().asString("")));
    return LabelSelector.ofLabels(labels).toString();
  }
}
