package io.navarch.scheduler.cycle;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the scheduler is called and which plugins it asks, in order.
 *
 * @param name the {@code spec.schedulerName} of the Pods it places
 * @param plugins names of the enabled plugins in the order of kube-scheduler's default profile
 * @param weights of score plugins by name
 * @param leaseName the Lease by which one of several schedulers is the active one
 */
@ConfigurationProperties("scheduler")
record SchedulerProperties(
    @DefaultValue("default-scheduler") String name,
    @DefaultValue({
          "SchedulingGates",
          "PrioritySort",
          "NodeUnschedulable",
          "NodeName",
          "TaintToleration",
          "NodeAffinity",
          "NodePorts",
          "NodeResourcesFit",
          "NodeResourcesBalancedAllocation",
          "ImageLocality",
          "DefaultBinder"
        })
        List<String> plugins,
    @DefaultValue Map<String, Integer> weights,
    @DefaultValue("kube-scheduler") String leaseName) {

  private static final Map<String, Integer> DEFAULT_WEIGHTS =
      Map.of("TaintToleration", 3, "NodeAffinity", 2);

  SchedulerProperties {
    plugins = List.copyOf(plugins);
    weights = weights.isEmpty() ? DEFAULT_WEIGHTS : Map.copyOf(weights);
  }
}
